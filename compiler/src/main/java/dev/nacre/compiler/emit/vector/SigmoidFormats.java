package dev.nacre.compiler.emit.vector;

/** The formats of {@link VectorFunction} for the functions that run from one bound to another. */
final class SigmoidFormats {

    /** Statements for {@code $decay:L} = exp(−|x|), which underflows gradually. */
    static final String DECAY = """
            $f:T $negative:L = $x:L.abs().neg();
            """ + ExponentialFormats.power("negative", 127 + 64) + ExponentialFormats.SCALE + """
                    $f:T $decay:L = $power:L
                            .mul($scale:L)
                            .mul(0x1p-64f)
                            .blend(0f, $negative:L.compare($o:T.LT, -104f));
                    """;

    static final String SIGMOID = """
            // $y:L = sigmoid($x:L) = (decay or 1) / (1 + decay), decay = exp(-|$x:L|)
            """ + DECAY + """
                    $f:T $one:L = $f:T.broadcast($s:L, 1f);
                    $f:T $y:L = $one:L.blend($decay:L, $x:L.compare($o:T.LT, 0f)).div($one:L.add($decay:L));
                    """;

    static final String TANH = """
            // $y:L = tanh($x:L): an odd polynomial below 0.6, 1 - 2 / (exp(2 |$x:L|) + 1) above
            """ + ExponentialFormats.SIGN + """
            $f:T $absolute:L = $x:L.abs();
            $f:T $square:L = $absolute:L.mul($absolute:L);
            $f:T $small:L = $square:L
                    .fma(0.0156132f, -0.05221223f)
                    .lanewise($o:T.FMA, $square:L, 0.13313127f)
                    .lanewise($o:T.FMA, $square:L, -0.33332598f)
                    .mul($square:L)
                    .fma($absolute:L, $absolute:L);
            $f:T $twice:L = $absolute:L.add($absolute:L).blend(20f, $absolute:L.compare($o:T.GT, 10f));
            """ + ExponentialFormats.power("twice", 127)
            + ExponentialFormats.SCALE + """
                    $f:T $large:L = $f:T
                            .broadcast($s:L, 1f)
                            .div($scale:L.mul($power:L).add(1f))
                            .fma(-2f, 1f);
                    $f:T $unsigned:L = $small:L.blend($large:L, $absolute:L.compare($o:T.GE, 0.6f));
                    """
            + ExponentialFormats.withSign();

    static final String ERF = """
            // $y:L = erf($x:L): an odd polynomial up to 0.927, 1 - exp(exponent) above
            """ + ExponentialFormats.SIGN + """
            $f:T $absolute:L = $x:L.abs();
            $f:T $square:L = $absolute:L.mul($absolute:L);
            $f:T $small:L = $square:L
                    .fma(-5.959584e-4f, 4.9873525e-3f)
                    .lanewise($o:T.FMA, $square:L, -0.026762966f)
                    .lanewise($o:T.FMA, $square:L, 0.11281731f)
                    .lanewise($o:T.FMA, $square:L, -0.3761249f)
                    .lanewise($o:T.FMA, $square:L, 0.12837915f)
                    .fma($absolute:L, $absolute:L);
            $f:T $bounded:L = $absolute:L.blend(4f, $absolute:L.compare($o:T.GT, 4f));
            $f:T $exponent:L = $bounded:L
                    .fma(-1.1230034e-5f, 3.2279405e-4f)
                    .lanewise($o:T.FMA, $bounded:L, -3.6424296e-3f)
                    .lanewise($o:T.FMA, $bounded:L, 0.02376202f)
                    .lanewise($o:T.FMA, $bounded:L, -0.106236845f)
                    .lanewise($o:T.FMA, $bounded:L, -0.6351513f)
                    .lanewise($o:T.FMA, $bounded:L, -0.12864849f)
                    .fma($bounded:L, $bounded:L.neg());
            """ + ExponentialFormats.power("exponent", 127)
            + ExponentialFormats.SCALE + """
                    $f:T $large:L = $f:T
                            .broadcast($s:L, 1f)
                            .sub($scale:L.mul($power:L));
                    $f:T $unsigned:L = $small:L.blend($large:L, $absolute:L.compare($o:T.GT, 0.927f));
                    """
            + ExponentialFormats.withSign();

    private SigmoidFormats() {}
}
