package dev.nacre.compiler.emit.vector;

/** The formats of {@link VectorFunction} for the functions that take a logarithm. */
final class LogarithmFormats {

    /** Statements for {@code $log:L} = log(1 + {@code $m:L}). */
    private static final String LOG1P = """
            $f:T $log:L = $mantissa:L
                    .fma(-0.128804f, 0.13985507f)
                    .lanewise($o:T.FMA, $mantissa:L, -0.121872365f)
                    .lanewise($o:T.FMA, $mantissa:L, 0.14005567f)
                    .lanewise($o:T.FMA, $mantissa:L, -0.16680232f)
                    .lanewise($o:T.FMA, $mantissa:L, 0.20010434f)
                    .lanewise($o:T.FMA, $mantissa:L, -0.24999805f)
                    .lanewise($o:T.FMA, $mantissa:L, 0.33333215f)
                    .lanewise($o:T.FMA, $mantissa:L, -0.5f)
                    .fma($mantissa:L.mul($mantissa:L), $mantissa:L);
            """;

    static final String LOG = """
            // $y:L = log($x:L) = exponent * ln 2 + log1p(mantissa), mantissa at most 1/3
            var $subnormal:L = $x:L.compare($o:T.LT, Float.MIN_NORMAL);
            var $bits:L = $x:L.blend($x:L.mul(8388608f), $subnormal:L).reinterpretAsInts();
            var $n:L = $bits:L.sub(0x3f2aaaab).lanewise($o:T.ASHR, 23);
            $f:T $exponent:L = $n:L
                    .add(0x4b400000)
                    .reinterpretAsFloats()
                    .sub($f:T.broadcast($s:L, 12582912f).blend(12582935f, $subnormal:L));
            $f:T $mantissa:L = $bits:L.sub($n:L.lanewise($o:T.LSHL, 23)).reinterpretAsFloats().sub(1f);
            """ + LOG1P + """
                    $f:T $y:L = $x:L
                            .blend(
                                    $exponent:L.lanewise($o:T.FMA, 0.6931472f, $log:L),
                                    $x:L.compare($o:T.LT, Float.POSITIVE_INFINITY))
                            .blend(Float.NEGATIVE_INFINITY, $x:L.compare($o:T.EQ, 0f))
                            .blend(Float.NaN, $x:L.compare($o:T.LT, 0f));
                    """;

    static final String LOG_SIGMOID = """
            // $y:L = log(sigmoid($x:L)) = min($x:L, 0) - log1p(exp(-|$x:L|))
            """ + SigmoidFormats.DECAY + """
                    var $large:L = $decay:L.compare($o:T.GT, 0.33333334f);
                    $f:T $mantissa:L = $decay:L.blend($decay:L.fma(0.5f, -0.5f), $large:L);
                    """ + LOG1P + """
                    $f:T $zero:L = $f:T.zero($s:L);
                    $f:T $y:L = $zero:L
                            .blend($x:L, $x:L.compare($o:T.LT, 0f))
                            .sub($log:L.add($zero:L.blend(0.6931472f, $large:L)));
                    """;

    private LogarithmFormats() {}
}
