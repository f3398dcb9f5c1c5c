package dev.nacre.compiler.random;

/**
 * How a window slides along one axis.
 *
 * @param extra the output padding of a transposed convolution
 */
record WindowSettings(int kernel, int stride, int padding, int dilation, int extra) {

    private static final int ATTEMPTS = 8;

    /** Places from a window's first element to its last. */
    private int covered() {
        return dilation * (kernel - 1) + 1;
    }

    /** Windows along an axis of so many elements, and 0 if there is none. */
    int windows(int length) {
        int free = length + 2 * padding - covered();
        return free < 0 ? 0 : free / stride + 1;
    }

    /** Elements that a transposed convolution makes of so many. */
    int unfolded(int length) {
        return (length - 1) * stride - 2 * padding + covered() + extra;
    }

    static WindowSettings ofConvolution(int length, Dice dice) {
        for (int i = 0; i < ATTEMPTS; i++) {
            int stride = dice.pick(1, 1, 1, 1, 2, 2, 3);
            WindowSettings settings = new WindowSettings(
                    kernel(dice), stride, dice.pick(0, 0, 1, 1, 1, 2, 3), dice.pick(1, 1, 1, 1, 2, 3), 0);
            if (settings.windows(length) > 0) {
                return settings;
            }
        }
        return new WindowSettings(1, 1, 0, 1, 0);
    }

    /** With {@code padding = "same"}. */
    static WindowSettings keeping(int length, Dice dice) {
        return new WindowSettings(kernel(dice), 1, 0, dice.pick(1, 1, 1, 2, 3), 0);
    }

    static WindowSettings ofTransposed(int length, Dice dice) {
        for (int i = 0; i < ATTEMPTS; i++) {
            int stride = dice.pick(1, 1, 2, 2, 2, 3);
            int dilation = dice.pick(1, 1, 1, 1, 2, 3);
            int extra = dice.chance(0.4) ? dice.below(Math.max(stride, dilation)) : 0;
            WindowSettings settings =
                    new WindowSettings(kernel(dice), stride, dice.pick(0, 0, 1, 1, 2), dilation, extra);
            if (settings.unfolded(length) > 0) {
                return settings;
            }
        }
        return new WindowSettings(1, 1, 0, 1, 0);
    }

    static WindowSettings ofPool(int length, Dice dice) {
        for (int i = 0; i < ATTEMPTS; i++) {
            int kernel = dice.pick(2, 2, 2, 3, 3, 4, 1, 5);
            int stride = dice.chance(0.5) ? kernel : dice.between(1, 3);
            int padding = dice.chance(0.35) ? dice.between(0, kernel / 2) : 0;
            WindowSettings settings = new WindowSettings(kernel, stride, padding, 1, 0);
            if (settings.windows(length) > 0) {
                return settings;
            }
        }
        return new WindowSettings(1, 1, 0, 1, 0);
    }

    private static int kernel(Dice dice) {
        return dice.pick(1, 1, 2, 2, 3, 3, 3, 3, 3, 4, 5, 7);
    }
}
