package dev.nacre.compiler.emit.vector;

/** The formats of {@link VectorFunction} for exp and expm1, and the part of exp that other functions inline. */
final class ExponentialFormats {

    /**
     * A statement for {@code $sign:L}, the argument's. It comes first: with the sign taken last, JDK 17 allocated vectors in some
     * loops; see the chapter on JDK 17 in docs/performance.md.
     */
    static final String SIGN = """
            var $sign:L = $x:L.reinterpretAsInts().and(0x80000000);
            """;

    static final String EXP = """
            // $y:L = exp($x:L) = 2^n * e^rest, rest at most ln 2 / 2
            """ + power("x", 254) + """
                    var $bits:L = $shifted:L.reinterpretAsInts();
                    var $half:L = $bits:L.lanewise($o:T.LSHR, 1).lanewise($o:T.LSHL, 23);
                    $f:T $first:L = $half:L.reinterpretAsFloats();
                    $f:T $second:L = $bits:L.lanewise($o:T.LSHL, 23).sub($half:L).reinterpretAsFloats();
                    $f:T $y:L = $power:L
                            .mul($first:L)
                            .mul($second:L)
                            .blend(Float.POSITIVE_INFINITY, $x:L.compare($o:T.GT, 88.72284f))
                            .blend(0f, $x:L.compare($o:T.LT, -104f));
                    """;

    static final String EXPM1 = """
            // $y:L = expm1($x:L) = 2^n * expm1(rest) + (2^n - 1), rest at most ln 2 / 2
            """ + SIGN + reduction("x", 126) + """
                    $f:T $power:L = $rest:L
                            .fma(1.9762572e-4f, 1.3932331e-3f)
                            .lanewise($o:T.FMA, $rest:L, 8.333545e-3f)
                            .lanewise($o:T.FMA, $rest:L, 4.1666493e-2f)
                            .lanewise($o:T.FMA, $rest:L, 0.16666666f)
                            .lanewise($o:T.FMA, $rest:L, 0.5f)
                            .fma($rest:L.mul($rest:L), $rest:L);
                    $f:T $scale:L = $shifted:L.reinterpretAsInts().lanewise($o:T.LSHL, 23).reinterpretAsFloats();
                    $f:T $scaled:L = $power:L.fma($scale:L, $scale:L.sub(0.5f));
                    $f:T $unsigned:L = $scaled:L
                            .add($scaled:L)
                            .blend($power:L, $n:L.compare($o:T.EQ, 0f))
                            .blend(Float.POSITIVE_INFINITY, $x:L.compare($o:T.GT, 88.72284f))
                            .blend(-1f, $x:L.compare($o:T.LT, -20f));
                    """ + withSign();

    /**
     * A statement for {@code $scale:L}, two to the power of what {@link #power} left in {@code $shifted:L}. It stands alone,
     * like every change between floats and bits: as an argument of another vector's method, with that vector waiting on
     * the stack, C2 of JDK 17 compiles the change to a call that allocates.
     */
    static final String SCALE =
            "$f:T $scale:L = $shifted:L.reinterpretAsInts().lanewise($o:T.LSHL, 23).reinterpretAsFloats();\n";

    private ExponentialFormats() {}

    /**
     * Statements for {@code $power:L}, e to the power of {@code exponent} − n ln 2, and {@code $shifted:L}, which has
     * n + {@code bias} in its lowest bits.
     */
    static String power(String exponent, int bias) {
        return reduction(exponent, bias) + """
                $f:T $power:L = $rest:L
                        .fma(1.3820734e-3f, 8.368677e-3f)
                        .lanewise($o:T.FMA, $rest:L, 0.041668266f)
                        .lanewise($o:T.FMA, $rest:L, 0.16666521f)
                        .lanewise($o:T.FMA, $rest:L, 0.49999994f)
                        .lanewise($o:T.FMA, $rest:L, 1f)
                        .lanewise($o:T.FMA, $rest:L, 1f);
                """;
    }

    /** Statements for {@code $unsigned:L} with the sign {@code $sign:L}, as the result. */
    static String withSign() {
        return """
                $f:T $y:L = $unsigned:L.reinterpretAsInts().or($sign:L).reinterpretAsFloats();
                """;
    }

    /** Statements for n = round({@code exponent} / ln 2), and for {@code $rest:L} = {@code exponent} − n ln 2. */
    private static String reduction(String exponent, int bias) {
        return """
                $f:T $shifted:L = $exponent:L.fma(1.442695f, $rounder:Lf);
                $f:T $n:L = $shifted:L.sub($rounder:Lf);
                $f:T $rest:L = $n:L
                        .lanewise($o:T.FMA, -1.4286068e-6f, $n:L.lanewise($o:T.FMA, -0.69314575f, $exponent:L));
                """.replace("$exponent", "$" + exponent).replace("$rounder:L", String.valueOf(12582912 + bias));
    }
}
