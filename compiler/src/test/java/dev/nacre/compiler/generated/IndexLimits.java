package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.kernel.FlagRows;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.tensor.Flags;
import dev.nacre.compiler.tensor.Gather;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Value;
import java.util.HashMap;
import java.util.Map;

/** How many rows the smallest table has that an input's indices are used for. */
public final class IndexLimits {

    private final Program program;
    private final Map<String, Integer> limits = new HashMap<>();

    private IndexLimits(Program program) {
        this.program = program;
    }

    static Map<String, Integer> of(Network network) {
        return of(NnCompiler.program(network, Mode.PREDICTION));
    }

    /** By the names of the ports of which tables are read, or flags. */
    public static Map<String, Integer> of(Program program) {
        IndexLimits limits = new IndexLimits(program);
        program.nodes().forEach(node -> {
            if (node.primitive() instanceof Gather gather) {
                limits.limit(gather.indices(), gather.table().shape().size(0));
            } else if (node.primitive() instanceof Flags flags) {
                limits.limit(flags.integers(), FlagRows.COUNT);
            }
        });
        return limits.limits;
    }

    private void limit(Value indices, int rows) {
        Primitive primitive = program.node(indices).primitive();
        if (primitive instanceof Primitive.Input input) {
            limits.merge(input.port(), rows, Math::min);
        }
        primitive.operands().forEach(operand -> limit(operand, rows));
    }
}
