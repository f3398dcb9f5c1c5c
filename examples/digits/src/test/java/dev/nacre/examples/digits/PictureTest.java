package dev.nacre.examples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void moreInkIsDarkerAndTheRemarkStandsBesideTheMiddle() {
        float[] pixels = new float[Digits.PIXELS];
        for (int row = 0; row < Digits.SIDE; row++) {
            for (int shade = 1; shade <= 5; shade++) {
                pixels[row * Digits.SIDE + shade] = shade / 5f;
            }
        }

        List<String> lines = Picture.of(pixels, "reads 7").toString().lines().toList();

        assertEquals(Digits.SIDE, lines.size());
        assertEquals("    ..::++**##    ", lines.get(0));
        assertEquals("    ..::++**##       reads 7", lines.get(4));
    }
}
