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

    /** A phase of a section. */
    record Place(Section section, int phase) {

        boolean isBefore(Place other) {
            return section == other.section ? phase < other.phase : section.compareTo(other.section) < 0;
        }
    }

    void add(Place place, Step step) {
        Lists lists = lists(place);
        boolean shared = StepRoles.written(step) instanceof Operand.OfBuffer of
                && of.buffer().isShared();
        boolean sum = step.kernel() instanceof ReduceLoop reduce && reduce.accumulate();
        (shared ? sum ? lists.sums() : lists.shared() : lists.steps()).add(step);
    }

    /** Takes a sample's step from where it was added and adds it elsewhere. */
    void move(Step step, Place from, Place to) {
        lists(from).steps().remove(step);
        add(to, step);
    }

    private Lists lists(Place place) {
        List<Lists> phases = sections.computeIfAbsent(place.section(), key -> new ArrayList<>());
        while (phases.size() <= place.phase()) {
            phases.add(new Lists());
        }
        return phases.get(place.phase());
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
