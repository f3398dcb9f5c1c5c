package dev.nacre.examples.digits;

/** An image of a digit, drawn in characters: the more ink, the darker, two to a pixel. */
record Picture(String text) {

    private static final String SHADES = " .:+*#";

    /**
     * Draws an image.
     *
     * @param pixels grey values between 0 and 1, row by row
     * @param remark stands beside the middle
     */
    static Picture of(float[] pixels, String remark) {
        StringBuilder drawn = new StringBuilder();
        for (int row = 0; row < Digits.SIDE; row++) {
            drawn.append("  ");
            for (int column = 0; column < Digits.SIDE; column++) {
                int shade = Math.round(pixels[row * Digits.SIDE + column] * (SHADES.length() - 1));
                drawn.append(SHADES.charAt(shade)).append(SHADES.charAt(shade));
            }
            drawn.append(row == Digits.SIDE / 2 ? "   " + remark : "").append(System.lineSeparator());
        }
        return new Picture(drawn.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
