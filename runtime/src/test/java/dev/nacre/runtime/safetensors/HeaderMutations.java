package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.ParameterSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Files of the format but for what they say: of types, shapes, offsets, names and lengths. */
final class HeaderMutations {

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "-1",
            "-0",
            "1.0",
            "1e3",
            "null",
            "\"1\"",
            "[1]",
            "4294967296",
            "4611686018427387904",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616");

    private static final List<String> TYPES =
            List.of("F64", "F16", "BF16", "F8_E4M3", "I8", "I32", "U64", "BOOL", "C64", "f32", "F128", "", "F32 ");

    private static final List<String> NAMES = List.of(
            "", "0", "0.weigth", "module.0.weight", "__metadata__", "\\u001b[2J", "\\ud800", "2.num_batches_tracked");

    private static final int DEEPEST = 100_000;

    private final Random random;
    private final List<String> entries = new ArrayList<>();
    private int data;

    private HeaderMutations(Random random) {
        this.random = random;
    }

    /** A file with a model's names, of whose entries some are wrong. */
    static byte[] file(ModelSpec spec, Random random) {
        return new HeaderMutations(random).build(spec);
    }

    private byte[] build(ModelSpec spec) {
        int wrong = 1 + random.nextInt(2 * spec.parameters().size());
        for (ParameterSpec parameter : spec.parameters()) {
            int bytes = Float.BYTES * parameter.shape().elements();
            entry(parameter.name(), parameter.shape().toString(), bytes, random.nextInt(wrong) == 0);
        }
        if (random.nextInt(8) == 0) {
            many();
        }
        if (random.nextInt(8) == 0) {
            entries.add(random.nextInt(entries.size()), metadata());
        }
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(StandardCharsets.UTF_8);
        int length = Math.max(0, data + (random.nextInt(4) == 0 ? random.nextInt(17) - 8 : 0));
        byte[] file = Bytes.of(header, new byte[length]).content();
        if (random.nextInt(10) == 0) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, wrongLength(header.length));
        }
        return file;
    }

    private void entry(String name, String shape, int bytes, boolean wrong) {
        int what = wrong ? random.nextInt(8) : -1;
        String begin = String.valueOf(what == 0 ? Math.max(0, data - random.nextInt(9)) : data);
        String end = String.valueOf(what == 1 ? data + random.nextInt(2 * bytes) : data + bytes);
        data += bytes;
        String type = what == 2 ? pick(TYPES) : "F32";
        String size = what == 3 ? shape() : shape;
        String offsets = what == 4 ? "[" + pick(NUMBERS) + "," + pick(NUMBERS) + "]" : "[" + begin + "," + end + "]";
        String key = what == 5 ? name() : name;
        List<String> fields = new ArrayList<>(
                List.of("\"dtype\":\"" + type + "\"", "\"shape\":" + size, "\"data_offsets\":" + offsets));
        if (what == 6) {
            fields.add(pick(fields));
        }
        String value = what == 7 ? deep() : "{" + String.join(",", fields) + "}";
        entries.add("\"" + key + "\":" + value);
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String shape() {
        List<String> sizes = new ArrayList<>();
        int axes = random.nextInt(5) == 0 ? random.nextInt(10_000) : random.nextInt(4);
        for (int i = 0; i < axes; i++) {
            sizes.add(pick(NUMBERS));
        }
        return "[" + String.join(",", sizes) + "]";
    }

    private String name() {
        return random.nextInt(4) == 0 ? "n".repeat(random.nextInt(20_000)) : pick(NAMES);
    }

    private String deep() {
        String open = pick(List.of("[", "{\"a\":", "{\"shape\":["));
        return open.repeat(1 + random.nextInt(random.nextBoolean() ? 5 : DEEPEST / open.length()));
    }

    private String metadata() {
        return "\"__metadata__\":" + pick(List.of("{\"k\":\"v\"}", "{\"k\":1}", "{\"k\":{}}", "[]", "1", deep()));
    }

    /** Names like the model's, and so many that comparing all with all would take long. */
    private void many() {
        int count = random.nextInt(3_000);
        for (int i = 0; i < count; i++) {
            entries.add("\"" + i % 7 + ".weight" + i + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[" + data
                    + "," + data + "]}");
        }
    }

    private long wrongLength(int header) {
        List<Long> lengths = List.of(
                0L,
                1L,
                header - 1L,
                header + 1L,
                SafetensorsHeader.LONGEST,
                SafetensorsHeader.LONGEST + 1,
                1L << 31,
                1L << 32,
                Long.MAX_VALUE,
                Long.MAX_VALUE - 7,
                Long.MIN_VALUE,
                -1L);
        return lengths.get(random.nextInt(lengths.size()));
    }
}
