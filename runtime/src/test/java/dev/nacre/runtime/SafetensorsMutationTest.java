package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever happens to a file, it is loaded or refused with the one exception that is promised. */
@Timeout(300)
final class SafetensorsMutationTest {

    private static final int MUTATIONS = 100_000;

    /** What an adversary would write. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "0",
            "-1",
            "1e9",
            "9223372036854775807",
            "18446744073709551616",
            "null",
            "\"dtype\"",
            "\"__metadata__\":{}",
            "F64",
            "BF16",
            "I64",
            "[2,2,2]",
            "\\ud800",
            "\\u0000",
            "\u00e9",
            "\0",
            " ");

    @Test
    void everyMutationIsLoadedOrRefused() throws Exception {
        byte[] saved = saved();
        byte[] mixed = Bytes.of(
                        "{\"__metadata__\":{\"format\":\"pt\"},\"h\":{\"dtype\":\"F16\",\"shape\":[2,2],\"data_offsets\":[0,8]},"
                                + "\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]},"
                                + "\"e\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[16,16]},"
                                + "\"s\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[16,18]}}  ",
                        18)
                .content();
        int loaded = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            byte[] file = random.nextBoolean() ? saved : mixed;
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                file = mutate(file, random);
            }
            loaded += read(new Bytes("seed " + seed, file)) ? 1 : 0;
        }
        assertTrue(loaded > MUTATIONS / 100, "mutations of the data should be loaded: " + loaded);
        assertTrue(loaded < MUTATIONS / 2, "mutations of the header should be refused: " + loaded);
    }

    private static byte[] saved() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SafetensorsWriter(Parameters.initialized(Specs.scorer(), 1)).writeTo(bytes);
        return bytes.toByteArray();
    }

    private static boolean read(Bytes bytes) {
        Parameters parameters = Parameters.zeros(Specs.scorer());
        try {
            SafetensorsFile file = bytes.open();
            for (String name : file.names()) {
                readArray(file, name);
            }
            Checkpoint.load(parameters, file);
            return true;
        } catch (ModelFormatException refused) {
            assertArrayEquals(new float[parameters.values().length], parameters.values());
            assertTrue(String.valueOf(refused.getMessage()).startsWith(bytes.name()), refused::getMessage);
            return false;
        } catch (IOException | RuntimeException | Error wrong) {
            throw new AssertionError(bytes.name(), wrong);
        }
    }

    private static void readArray(SafetensorsFile file, String name) throws IOException {
        try {
            assertTrue(file.floats(name).length * 2L <= file.header().dataStart() + 1000);
        } catch (ModelFormatException refused) {
            assertTrue(String.valueOf(refused.getMessage()).contains("expected F32"), refused::getMessage);
        }
    }

    private static byte[] mutate(byte[] file, Random random) {
        byte[] copy = file.clone();
        int at = random.nextInt(1 + (random.nextInt(4) == 0 ? file.length : Math.min(file.length, 200)));
        switch (random.nextInt(6)) {
            case 0:
                return replace(file, at, 0, PIECES.get(random.nextInt(PIECES.size())));
            case 1:
                return replace(file, at, random.nextInt(8), PIECES.get(random.nextInt(PIECES.size())));
            case 2:
                return replace(file, at, random.nextInt(20), "");
            case 3:
                return Arrays.copyOf(file, at);
            case 4:
                return replace(file, at, 0, new String(file, StandardCharsets.ISO_8859_1));
            default:
                if (at < copy.length) {
                    copy[at] ^= (byte) (1 << random.nextInt(8));
                }
                return copy;
        }
    }

    /** Replaces bytes by others and, most of the time, keeps the header's stated length true. */
    private static byte[] replace(byte[] file, int at, int length, String piece) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int end = Math.min(file.length, at + length);
        byte[] result = (text.substring(0, at) + piece + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
        if (at >= 8 && result.length >= 8) {
            int header = (file[0] & 0xFF) + ((file[1] & 0xFF) << 8) + result.length - file.length;
            result[0] = (byte) header;
            result[1] = (byte) (header >> 8);
        }
        return result;
    }
}
