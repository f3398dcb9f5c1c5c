package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nacre.runtime.safetensors.Bytes;
import dev.nacre.runtime.safetensors.SafetensorsFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33})
    void everyBitSurvivesARoundTrip(int n) throws IOException {
        Parameters saved = Specs.single(n, 1025);
        float[] values = new float[n * 1025];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(i * 0x9E3779B9);
        }
        saved.get("value").copyFrom(values);
        Path file = directory.resolve("weights.safetensors");
        Checkpoint.save(saved, file);
        Parameters loaded = Specs.single(n, 1025);
        long version = loaded.version();
        Checkpoint.load(loaded, file);
        assertArrayEquals(bits(saved.values()), bits(loaded.values()));
        assertNotEquals(version, loaded.version());
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    @Test
    void theFileIsWhatPyTorchsToolsExpect() throws IOException {
        Path file = directory.resolve("scorer.safetensors");
        Checkpoint.save(Parameters.initialized(Specs.scorer(), 1), file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
        assertEquals(
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"0.weight\":{\"dtype\":\"F32\",\"shape\":[16,3],\"data_offsets\":[0,192]},"
                        + "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[16],\"data_offsets\":[192,256]},"
                        + "\"2.weight\":{\"dtype\":\"F32\",\"shape\":[1,16],\"data_offsets\":[256,320]},"
                        + "\"2.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[320,324]}}",
                header.strip());
        assertEquals(0, length % 8);
        assertEquals(8 + length + 324, bytes.capacity());
    }

    @Test
    void allDifferencesAreReportedAtOnceAndNothingChanges() throws IOException {
        Path file = directory.resolve("other.safetensors");
        Files.write(
                file,
                Bytes.of(
                                "{\"module.0.weight\":{\"dtype\":\"F32\",\"shape\":[16,3],\"data_offsets\":[0,192]},"
                                        + "\"0.bias\":{\"dtype\":\"I32\",\"shape\":[16],\"data_offsets\":[192,256]},"
                                        + "\"2.weight\":{\"dtype\":\"F32\",\"shape\":[16,1],\"data_offsets\":[256,320]},"
                                        + "\"extra\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[320,324]}}",
                                324)
                        .content());
        Parameters parameters = Parameters.initialized(Specs.scorer(), 1);
        float[] before = parameters.values().clone();
        long version = parameters.version();
        ModelFormatException thrown = assertThrows(ModelFormatException.class, () -> Checkpoint.load(parameters, file));
        List<String> lines = List.of(
                file + " does not fit Scorer:",
                "missing \"0.weight\" [16,3]; the file has \"module.0.weight\"",
                "missing \"2.bias\" [1]",
                "\"0.bias\": expected F32, F64, F16 or BF16, found I32",
                "\"2.weight\": expected shape [1,16], found [16,1]",
                "unexpected \"module.0.weight\"",
                "unexpected \"extra\"");
        assertEquals(String.join("\n  ", lines), thrown.getMessage());
        assertArrayEquals(before, parameters.values());
        assertEquals(version, parameters.version());
    }

    @Test
    void aTruncatedOrMissingFileChangesNothing() throws IOException {
        Path file = directory.resolve("cut.safetensors");
        Parameters parameters = Parameters.initialized(Specs.scorer(), 1);
        float[] before = parameters.values().clone();
        Checkpoint.save(Parameters.initialized(Specs.scorer(), 2), file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(ModelFormatException.class, () -> Checkpoint.load(parameters, file));
        }
        assertThrows(NoSuchFileException.class, () -> Checkpoint.load(parameters, directory.resolve("none")));
        assertThrows(IOException.class, () -> Checkpoint.load(parameters, directory));
        assertArrayEquals(before, parameters.values());
    }

    @Test
    void tensorsBehindTwoGibibytesAreRead() throws IOException {
        Path file = directory.resolve("large.safetensors");
        long skipped = 3L << 30;
        byte[] header = ("{\"skipped\":{\"dtype\":\"U8\",\"shape\":[" + skipped + "],\"data_offsets\":[0," + skipped
                        + "]},\"value\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" + skipped + ","
                        + (skipped + 8) + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(8 + header.length + skipped + 8);
            sparse.write(Bytes.of(header, new byte[0]).content());
            sparse.seek(8 + header.length + skipped);
            sparse.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(1.5f)
                    .putFloat(-2)
                    .array());
        }
        try (SafetensorsFile large = SafetensorsFile.open(file)) {
            assertEquals(List.of("skipped", "value"), large.names());
            assertArrayEquals(new float[] {1.5f, -2}, large.floats("value"));
        }
    }
}
