package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HalfFormatTest {

    private static final Path ROUNDING = Path.of("..", "runtime", "src", "test", "resources", "halves", "rounding.txt");

    @Test
    void floatsAreRoundedAsPyTorchRoundsThem() throws IOException {
        List<String> different = new ArrayList<>();
        List<String> lines = Files.readAllLines(ROUNDING);
        for (String line : lines) {
            float value = Float.intBitsToFloat(Integer.parseUnsignedInt(line.substring(0, 8), 16));
            String found = "%s %04x %04x"
                    .formatted(
                            line.substring(0, 8),
                            HalfFormat.BF16.rounded(value) & 0xFFFF,
                            HalfFormat.F16.rounded(value) & 0xFFFF);
            if (!found.equals(line)) {
                different.add("expected " + line + ", got " + found);
            }
        }
        assertTrue(lines.size() > 4_000);
        assertEquals(List.of(), different);
    }

    @ParameterizedTest
    @EnumSource
    void everyNumberComesBack(HalfFormat format) {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = format.widened(bits);
            if (Float.isNaN(value)) {
                assertTrue(Float.isNaN(format.widened(format.rounded(value))), Integer.toHexString(bits));
            } else {
                assertEquals(bits, format.rounded(value) & 0xFFFF, Integer.toHexString(bits));
            }
        }
    }

    /** Generated code takes them from the lower halves of ints, and shifts the rest away. */
    @ParameterizedTest
    @EnumSource
    void onlyTheLowerBitsCount(HalfFormat format) {
        assertEquals(format.widened(0x3C01), format.widened(0xFFFF_3C01));
    }

    @ParameterizedTest
    @EnumSource
    void everyNanStaysOne(HalfFormat format) {
        for (int bits : new int[] {0x7F80_0001, 0x7FC0_0000, 0x7FFF_FFFF, 0xFF80_0001, 0xFFFF_FFFF}) {
            assertTrue(Float.isNaN(format.widened(format.rounded(Float.intBitsToFloat(bits)))));
        }
    }
}
