package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.ConvolutionLoop;
import dev.nacre.compiler.kernel.Dot;
import dev.nacre.compiler.kernel.FlagRows;
import dev.nacre.compiler.kernel.GatherRows;
import dev.nacre.compiler.kernel.JoinRows;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.MapLoop;
import dev.nacre.compiler.kernel.Outer;
import dev.nacre.compiler.kernel.Pad;
import dev.nacre.compiler.kernel.PoolLoop;
import dev.nacre.compiler.kernel.Product;
import dev.nacre.compiler.kernel.RandomRows;
import dev.nacre.compiler.kernel.RecurrentGradient;
import dev.nacre.compiler.kernel.RecurrentLoop;
import dev.nacre.compiler.kernel.ReduceLoop;
import dev.nacre.compiler.kernel.Repack;
import dev.nacre.compiler.kernel.ScatterRows;
import dev.nacre.compiler.kernel.SpreadLoop;
import dev.nacre.compiler.kernel.TransposeLoop;
import dev.nacre.compiler.kernel.WindowGradient;
import java.util.List;

/** The counts of a kernel's loops within one row of the outermost, of which some may be lengths. */
final class InnerCounts implements Kernel.Cases<List<Integer>> {

    @Override
    public List<Integer> columns(Columns columns) {
        return ColumnsMethods.sizes(columns);
    }

    @Override
    public List<Integer> dot(Dot dot) {
        return List.of();
    }

    @Override
    public List<Integer> product(Product product) {
        return ProductMethods.sizes(product);
    }

    @Override
    public List<Integer> outer(Outer outer) {
        return List.of();
    }

    @Override
    public List<Integer> map(MapLoop map) {
        return MapMethods.sizes(map);
    }

    @Override
    public List<Integer> reduce(ReduceLoop reduce) {
        return ReduceMethods.sizes(reduce);
    }

    @Override
    public List<Integer> repack(Repack repack) {
        return List.of();
    }

    @Override
    public List<Integer> join(JoinRows join) {
        return List.of();
    }

    @Override
    public List<Integer> random(RandomRows random) {
        return RandomMethods.sizes(random);
    }

    @Override
    public List<Integer> gather(GatherRows gather) {
        return List.of();
    }

    @Override
    public List<Integer> scatter(ScatterRows scatter) {
        return scatter.rows();
    }

    @Override
    public List<Integer> flags(FlagRows flags) {
        return List.of(flags.width());
    }

    @Override
    public List<Integer> transpose(TransposeLoop transpose) {
        return TransposeMethods.sizes(transpose);
    }

    @Override
    public List<Integer> convolution(ConvolutionLoop convolution) {
        return ConvolutionMethods.sizes(convolution);
    }

    @Override
    public List<Integer> windowGradient(WindowGradient windowGradient) {
        return WindowGradientMethods.sizes(windowGradient);
    }

    @Override
    public List<Integer> pad(Pad pad) {
        return PadMethods.sizes(pad);
    }

    @Override
    public List<Integer> pool(PoolLoop pool) {
        return PoolMethods.sizes(pool);
    }

    @Override
    public List<Integer> recurrent(RecurrentLoop recurrent) {
        return List.of(recurrent.steps());
    }

    @Override
    public List<Integer> recurrentGradient(RecurrentGradient recurrentGradient) {
        return List.of(recurrentGradient.steps());
    }

    @Override
    public List<Integer> spread(SpreadLoop spread) {
        return SpreadMethods.sizes(spread);
    }
}
