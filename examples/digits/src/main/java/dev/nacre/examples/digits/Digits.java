package dev.nacre.examples.digits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nacre.runtime.training.Dataset;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;

/** The 1,797 handwritten digits of {@code digits.csv}: images of 8 by 8 grey values, and what their writers meant. */
final class Digits {

    static final int SIDE = 8;
    static final int PIXELS = SIDE * SIDE;
    static final int CLASSES = 10;

    private static final float INK = 16;

    private Digits() {}

    /** Grey values between 0 (paper) and 1 (ink), row by row, with the digit as the class. */
    static Dataset load() throws IOException {
        List<int[]> rows = rows();
        float[] images = new float[rows.size() * PIXELS];
        int[] digits = new int[rows.size()];
        for (int i = 0; i < digits.length; i++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                images[i * PIXELS + pixel] = rows.get(i)[pixel] / INK;
            }
            digits[i] = rows.get(i)[PIXELS];
        }
        return Dataset.of(images, digits);
    }

    private static List<int[]> rows() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(), US_ASCII))) {
            return lines.lines().map(Digits::values).toList();
        }
    }

    private static InputStream open() throws FileNotFoundException {
        InputStream csv = Digits.class.getResourceAsStream("digits.csv");
        if (csv == null) {
            throw new FileNotFoundException("digits.csv is not beside " + Digits.class.getName());
        }
        return csv;
    }

    private static int[] values(String line) {
        return List.of(line.split(",", -1)).stream().mapToInt(Integer::parseInt).toArray();
    }
}
