package dev.nacre.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * The common form of a tensor's numbers, chosen as PyTorch's {@code _Formatter} does: integers as {@code 1.}, else four
 * decimals, or scientific where the range demands it; all of the same width. Rounds as Python does: exactly, ties to even.
 */
record NumberFormat(Mode mode, int width) {

    private static final int PRECISION = 4;

    /** How a number is written. */
    enum Mode {
        INTEGER,
        FIXED,
        SCIENTIFIC
    }

    /** The form for these values. */
    static NumberFormat of(List<Float> values) {
        List<Float> numbers = values.stream()
                .filter(value -> Float.isFinite(value) && value != 0)
                .toList();
        if (numbers.isEmpty()) {
            return new NumberFormat(Mode.INTEGER, 1);
        }
        NumberFormat unpadded = new NumberFormat(mode(numbers), 0);
        int width = numbers.stream()
                .mapToInt(number -> unpadded.format(number).length())
                .max()
                .orElse(1);
        return new NumberFormat(unpadded.mode, width);
    }

    private static Mode mode(List<Float> numbers) {
        double least = numbers.stream().mapToDouble(Math::abs).min().orElse(1);
        double most = numbers.stream().mapToDouble(Math::abs).max().orElse(1);
        boolean integers = numbers.stream().allMatch(number -> number == Math.rint(number));
        if (most / least > 1000 || most > 1e8 || !integers && least < 1e-4) {
            return Mode.SCIENTIFIC;
        }
        return integers ? Mode.INTEGER : Mode.FIXED;
    }

    /** The number, padded on the left. */
    String format(float value) {
        String text = Float.isFinite(value) ? finite(value) : special(value);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String special(float value) {
        return Float.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private String finite(float value) {
        String sign = Float.floatToRawIntBits(value) < 0 ? "-" : "";
        BigDecimal magnitude = new BigDecimal(Math.abs(value));
        return sign
                + switch (mode) {
                    case INTEGER -> magnitude.toBigInteger() + ".";
                    case FIXED ->
                        magnitude.setScale(PRECISION, RoundingMode.HALF_EVEN).toPlainString();
                    case SCIENTIFIC -> scientific(magnitude);
                };
    }

    private static String scientific(BigDecimal magnitude) {
        if (magnitude.signum() == 0) {
            return "0." + "0".repeat(PRECISION) + "e+00";
        }
        BigDecimal rounded = magnitude.round(new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa =
                rounded.scaleByPowerOfTen(-exponent).setScale(PRECISION).toPlainString();
        return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
