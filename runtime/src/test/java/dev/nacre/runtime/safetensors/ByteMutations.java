package dev.nacre.runtime.safetensors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes of a file anywhere: bits, bytes, pieces of JSON, its end. */
final class ByteMutations {

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

    private ByteMutations() {}

    /** One to three changes, most of them in the header. */
    static byte[] mutate(byte[] original, Random random) {
        byte[] file = original;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            file = mutateOnce(file, random);
        }
        return file;
    }

    private static byte[] mutateOnce(byte[] file, Random random) {
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
