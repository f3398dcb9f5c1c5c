package dev.nacre.examples.digits;

/** A handwritten digit, and what its writer meant. */
final class Digit {

    static final int SIDE = 8;
    static final int PIXELS = SIDE * SIDE;

    private static final float INK = 16;
    private static final String SHADES = " .:+*#";

    private final float[] pixels;
    private final int label;

    private Digit(float[] pixels, int label) {
        this.pixels = pixels;
        this.label = label;
    }

    /** From the grey values, 0 to 16 and row by row, with the label behind them. */
    static Digit parse(String line) {
        String[] values = line.split(",", -1);
        if (values.length != PIXELS + 1) {
            throw new IllegalArgumentException("expected " + (PIXELS + 1) + " values, but got " + values.length);
        }
        float[] pixels = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            pixels[i] = Integer.parseInt(values[i]) / INK;
        }
        return new Digit(pixels, Integer.parseInt(values[PIXELS]));
    }

    int label() {
        return label;
    }

    /** Its grey values between 0 and 1, row by row. */
    float[] pixels() {
        return pixels.clone();
    }

    /** A row of it in characters, the darker the more ink, two to a pixel. */
    String draw(int row) {
        StringBuilder drawn = new StringBuilder();
        for (int column = 0; column < SIDE; column++) {
            int shade = Math.round(pixels[row * SIDE + column] * (SHADES.length() - 1));
            drawn.append(SHADES.charAt(shade)).append(SHADES.charAt(shade));
        }
        return drawn.toString();
    }
}
