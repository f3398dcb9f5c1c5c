package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A result of PyTorch's in the test resources: named tensors of one safetensors file, whose header is known to be plain. */
public record GoldenCase(String header, ByteBuffer data) {

    public static GoldenCase read(String name) {
        String resource = "/golden/" + name + ".safetensors";
        try (InputStream in = Objects.requireNonNull(GoldenCase.class.getResourceAsStream(resource), resource)) {
            ByteBuffer file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = new byte[Math.toIntExact(file.getLong())];
            file.get(header);
            return new GoldenCase(
                    new String(header, StandardCharsets.UTF_8), file.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public float[] floats(String tensor) {
        Matcher entry = entry(tensor, "F32");
        float[] result = new float[elements(entry)];
        data.slice(begin(entry), 4 * result.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(result);
        return result;
    }

    public int[] ints(String tensor) {
        Matcher entry = entry(tensor, "I32");
        int[] result = new int[elements(entry)];
        data.slice(begin(entry), 4 * result.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(result);
        return result;
    }

    public double setting(String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\\s*\"([^\"]*)\"").matcher(header);
        assertTrue(matcher.find(), () -> name + " in " + header);
        return Double.parseDouble(matcher.group(1));
    }

    private Matcher entry(String tensor, String type) {
        Matcher matcher = Pattern.compile("\"" + tensor + "\":\\s*\\{[^}]*\"data_offsets\":\\s*\\[(\\d+),\\s*(\\d+)]")
                .matcher(header);
        assertTrue(matcher.find(), () -> tensor + " in " + header);
        assertTrue(matcher.group().contains("\"" + type + "\""), matcher.group());
        return matcher;
    }

    private static int begin(Matcher entry) {
        return Integer.parseInt(entry.group(1));
    }

    private static int elements(Matcher entry) {
        return (Integer.parseInt(entry.group(2)) - begin(entry)) / 4;
    }

    /** Fails unless values agree with the first ones of an array, within 1e-5 of the largest of them. */
    public static void assertClose(float[] expected, float[] actual, String what) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-5 * largest, what + " " + i);
        }
    }
}
