package dev.nacre.compiler.kernel;

import java.util.ArrayList;
import java.util.List;

/** Which of a step's operands are read and which one is written. */
public final class StepRoles implements Kernel.Cases<Integer> {

    /** Which operand a kernel writes, by its index. */
    static final StepRoles ROLES = new StepRoles();

    private StepRoles() {}

    /** The operand that the step writes; a gradient is also read, because the step adds to it. */
    public static Operand written(Step step) {
        return step.operands().get(step.kernel().match(ROLES));
    }

    /** The place of that operand among all of the step's. */
    public static int result(Step step) {
        return step.kernel().match(ROLES);
    }

    /** The operands that the step only reads. */
    public static List<Operand> read(Step step) {
        List<Operand> read = new ArrayList<>(step.operands());
        read.remove((int) step.kernel().match(ROLES));
        return read;
    }

    @Override
    public Integer columns(Columns columns) {
        return columns.bias() ? 3 : 2;
    }

    @Override
    public Integer dot(Dot dot) {
        return dot.bias() ? 3 : 2;
    }

    @Override
    public Integer product(Product product) {
        return 2;
    }

    @Override
    public Integer outer(Outer outer) {
        return 2;
    }

    @Override
    public Integer map(MapLoop map) {
        return map.operands().size();
    }

    @Override
    public Integer reduce(ReduceLoop reduce) {
        return 1;
    }

    @Override
    public Integer repack(Repack repack) {
        return 1;
    }

    @Override
    public Integer join(JoinRows join) {
        return join.widths().size();
    }

    @Override
    public Integer transpose(TransposeLoop transpose) {
        return 1;
    }

    @Override
    public Integer gather(GatherRows gather) {
        return 2;
    }

    @Override
    public Integer scatter(ScatterRows scatter) {
        return 2 * scatter.rows().size();
    }

    @Override
    public Integer flags(FlagRows flags) {
        return 1;
    }

    @Override
    public Integer random(RandomRows random) {
        return 0;
    }

    @Override
    public Integer convolution(ConvolutionLoop convolution) {
        return convolution.bias() ? 3 : 2;
    }

    @Override
    public Integer windowGradient(WindowGradient windowGradient) {
        return 2 * windowGradient.uses().size();
    }

    @Override
    public Integer pad(Pad pad) {
        return 1;
    }

    @Override
    public Integer pool(PoolLoop pool) {
        return 1;
    }

    @Override
    public Integer recurrent(RecurrentLoop recurrent) {
        return recurrent.product().bias() ? 4 : 3;
    }

    @Override
    public Integer recurrentGradient(RecurrentGradient recurrentGradient) {
        return 4;
    }

    @Override
    public Integer spread(SpreadLoop spread) {
        return spread.operands().size();
    }
}
