package dev.nacre.compiler.fuse;

import dev.nacre.compiler.fuse.Sections.Section;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Value;
import java.util.EnumMap;
import java.util.Map;

/**
 * In which phase of its pass each node is computed: the earliest one. A phase computes what samples share, then each sample, then
 * sums over all of them; so whoever reads a sum is in a later phase.
 */
final class PhaseNumbers {

    private final Program program;
    private final Sections sections;
    private final int[] phases;
    private final Map<Section, Integer> last = new EnumMap<>(Section.class);
    private boolean shared;

    PhaseNumbers(Program program, Sections sections) {
        this.program = program;
        this.sections = sections;
        this.phases = new int[program.nodes().size()];
        for (Node node : program.nodes()) {
            if (sections.needed(node.value())) {
                phases[node.value().id()] = earliest(node);
                last.merge(sections.of(node.value()), phases[node.value().id()], Math::max);
                shared |= sections.isShared(node.value());
            }
        }
    }

    private int earliest(Node node) {
        Section section = sections.of(node.value());
        int phase = 0;
        for (Value operand : Uses.read(node.primitive())) {
            if (sections.of(operand) == section) {
                int after = isSum(program.node(operand)) ? 1 : 0;
                phase = Math.max(phase, phases[operand.id()] + after);
            }
        }
        return phase;
    }

    /** Whether a node sums over the batch for others to read. */
    boolean isSum(Node node) {
        return sections.isShared(node.value())
                && node.primitive() instanceof Primitive.Reduce reduce
                && reduce.sumBatch();
    }

    /** Whether anything is computed once for all samples. */
    boolean anyShared() {
        return shared;
    }

    /** The last phase of a section. */
    int last(Section section) {
        return last.getOrDefault(section, 0);
    }

    int of(Value value) {
        return phases[value.id()];
    }
}
