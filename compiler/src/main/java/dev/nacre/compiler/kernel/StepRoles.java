package dev.nacre.compiler.kernel;

import java.util.ArrayList;
import java.util.List;

/** Which of a step's operands are read and which one is written. */
public final class StepRoles implements Kernel.Cases<Integer> {

    private StepRoles() {}

    /** The operand that the step writes; a gradient is also read, because the step adds to it. */
    public static Operand written(Step step) {
        return step.operands().get(step.kernel().match(new StepRoles()));
    }

    /** The operands that the step only reads. */
    public static List<Operand> read(Step step) {
        List<Operand> read = new ArrayList<>(step.operands());
        read.remove((int) step.kernel().match(new StepRoles()));
        return read;
    }

    @Override
    public Integer columns(Kernel.Columns columns) {
        return columns.bias() ? 3 : 2;
    }

    @Override
    public Integer dot(Kernel.Dot dot) {
        return dot.bias() ? 3 : 2;
    }

    @Override
    public Integer product(Kernel.Product product) {
        return 2;
    }

    @Override
    public Integer outer(Kernel.Outer outer) {
        return 2;
    }

    @Override
    public Integer map(Kernel.MapLoop map) {
        return map.operands().size();
    }

    @Override
    public Integer reduce(Kernel.ReduceLoop reduce) {
        return 1;
    }

    @Override
    public Integer repack(Kernel.Repack repack) {
        return 1;
    }

    @Override
    public Integer join(Kernel.JoinRows join) {
        return join.widths().size();
    }

    @Override
    public Integer transpose(Kernel.TransposeLoop transpose) {
        return 1;
    }

    @Override
    public Integer pick(Kernel.PickRows pick) {
        return 1;
    }

    @Override
    public Integer gather(Kernel.GatherRows gather) {
        return 2;
    }

    @Override
    public Integer scatter(Kernel.ScatterRows scatter) {
        return 2 * scatter.rows().size();
    }

    @Override
    public Integer random(Kernel.RandomRows random) {
        return 0;
    }

    @Override
    public Integer convolution(Kernel.Convolution convolution) {
        return convolution.bias() ? 3 : 2;
    }

    @Override
    public Integer windowGradient(Kernel.WindowGradient windowGradient) {
        return 2 * windowGradient.uses().size();
    }

    @Override
    public Integer pad(Kernel.Pad pad) {
        return 1;
    }

    @Override
    public Integer pool(Kernel.PoolLoop pool) {
        return 1;
    }

    @Override
    public Integer spread(Kernel.SpreadLoop spread) {
        return spread.operands().size();
    }
}
