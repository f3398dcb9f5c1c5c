package dev.nacre.compiler.generated;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a result is not PyTorch's, on purpose.
 *
 * @param what of what layers and inputs; a gradient has a stroke behind the layer
 * @param values what it may be instead
 */
record EdgeDeviation(Pattern what, List<Float> values, String reason) {

    private static final float NAN = Float.NaN;

    static final List<EdgeDeviation> ALL = List.of(
            of(
                    "s?elu.* of -(0\\.0|1e-45)",
                    "expm1 keeps signs and small numbers, as in newer versions of PyTorch",
                    -0f),
            of("sigmoid of -89\\.0", "is no zero", 2.227364e-39f),
            of("silu of -89\\.0", "is no zero", -1.982354e-37f),
            of("silu' of -(104\\.0|1e\\+20|3\\.4028235e\\+38)", "a sum of zeros of both signs", 0f),
            of("softsign' of -?Infinity", "1 / (1 + |x|)², of which nothing is infinite but x", 0f),
            of("hardsigmoid'.* of NaN.*", "a clamp has a slope at NaN, as hardtanh in PyTorch", 0.16666667f, NAN),
            of("hardsigmoid' of 2\\.9999998.*", "(x + 3) / 6 rounds to 1, and the slope is that of the result", 0f),
            of("hardswish of 3\\.4028235e\\+38", "x · (6 / 6) does not overflow, and 6x / 6 does", Float.MAX_VALUE),
            of("hardswish' of -3\\.0", "the slope of the left side, as in newer versions of PyTorch", 0f),
            of("hardswish' of .* for NaN", "a product with a slope of zero, which PyTorch masks", NAN),
            of("leaky_relu\\(negative_slope = 0\\)' of .* for NaN", "a slope of zero masks, as that of relu", 0f, NAN),
            of("(.*maxpool|max).* of -0\\.0 0\\.0 0\\.0 -0\\.0", "+0 is above -0, and not the first of equals", 0f),
            of("relu; maxpool.* of -1\\.0 -0\\.0 -0\\.0 -1\\.0", "the same, behind relu", 0f),
            of(
                    "(.*maxpool|max).*' of (NaN .*|.* NaN .*)",
                    "the first of a window with NaN has the gradient",
                    0f,
                    1f,
                    2f),
            of("avgpool2d.*padding.* of 1e-45 .*", "a mean that underflows keeps its sign", -0f, 0f),
            of("layernorm.* of (-0\\.0|1e-45) .* -0\\.0", "the difference of -0 and the mean keeps its sign", -0f, 0f),
            of(
                    "(global_avgpool1d|sum|mean|layernorm).* of 3\\.4028235e\\+38 3\\.4028235e\\+38 -3.* -3.*",
                    "the third number is added to the first before the second is, in lanes, and nothing overflows",
                    0f,
                    -0f),
            of(
                    "layernorm.* of 3\\.4028235e\\+38 .* 1\\.0 -1\\.0",
                    "an infinite variance makes zeros of finite numbers",
                    0f,
                    -0f));

    private static EdgeDeviation of(String what, String reason, Float... values) {
        return new EdgeDeviation(Pattern.compile(what), List.of(values), reason);
    }

    static Optional<EdgeDeviation> of(String what, float value) {
        return ALL.stream()
                .filter(known -> known.what.matcher(what).matches() && known.values.contains(value))
                .findFirst();
    }
}
