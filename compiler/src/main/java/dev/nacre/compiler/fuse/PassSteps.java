package dev.nacre.compiler.fuse;

import dev.nacre.compiler.fuse.Sections.Section;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Phases.Phase;
import dev.nacre.compiler.kernel.ReduceLoop;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.kernel.StepRoles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The steps of each section, phase by phase, in the order in which they were added. */
final class PassSteps {

    private final Map<Section, List<Lists>> sections = new EnumMap<>(Section.class);

    private record Lists(List<Step> shared, List<Step> steps, List<Step> sums) {
        Lists() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    void add(Section section, int phase, Step step) {
        List<Lists> phases = sections.computeIfAbsent(section, key -> new ArrayList<>());
        while (phases.size() <= phase) {
            phases.add(new Lists());
        }
        Lists lists = phases.get(phase);
        boolean shared = StepRoles.written(step) instanceof Operand.OfBuffer of
                && of.buffer().isShared();
        boolean sum = step.kernel() instanceof ReduceLoop reduce && reduce.accumulate();
        (shared ? sum ? lists.sums() : lists.shared() : lists.steps()).add(step);
    }

    List<Phase> phases(Section section) {
        return sections.getOrDefault(section, List.of(new Lists())).stream()
                .map(lists -> new Phase(lists.shared(), lists.steps(), lists.sums()))
                .toList();
    }

    List<Step> steps(Section section) {
        return phases(section).stream().flatMap(phase -> phase.all().stream()).toList();
    }
}
