package dev.nacre.compiler.kernel;

/**
 * A loop nest specialised to its sizes. Two steps with equal kernels share one generated method, so a kernel knows sizes
 * and strides but neither arrays nor offsets.
 *
 * <p>A row is one sample's vector, or one position of a sample that has several.
 */
public sealed interface Kernel
        permits Columns,
                Dot,
                Product,
                Outer,
                MapLoop,
                ReduceLoop,
                Repack,
                JoinRows,
                RandomRows,
                GatherRows,
                ScatterRows,
                FlagRows,
                TransposeLoop,
                ConvolutionLoop,
                WindowGradient,
                Pad,
                PoolLoop,
                SpreadLoop,
                RecurrentLoop,
                RecurrentGradient {

    /** What the method's name starts with: the layers that it computes. */
    String label();

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kernel; a new one does not compile until every caller handles it. */
    interface Cases<R> {
        R columns(Columns columns);

        R dot(Dot dot);

        R product(Product product);

        R outer(Outer outer);

        R map(MapLoop map);

        R reduce(ReduceLoop reduce);

        R repack(Repack repack);

        R join(JoinRows join);

        R random(RandomRows random);

        R gather(GatherRows gather);

        R scatter(ScatterRows scatter);

        R flags(FlagRows flags);

        R transpose(TransposeLoop transpose);

        R convolution(ConvolutionLoop convolution);

        R windowGradient(WindowGradient windowGradient);

        R pad(Pad pad);

        R pool(PoolLoop pool);

        R spread(SpreadLoop spread);

        R recurrent(RecurrentLoop recurrent);

        R recurrentGradient(RecurrentGradient recurrentGradient);
    }
}
