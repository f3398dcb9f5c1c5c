package dev.nacre.compiler.graph;

import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.model.Outline.Leaf;
import dev.nacre.compiler.model.Outline.Part;
import dev.nacre.compiler.model.Outline.Section;
import java.util.List;

/** Compares what a {@code repeat} makes. The text of copies is the same; sizes may differ, where the input's does. */
final class RepeatedCopies {

    private RepeatedCopies() {}

    /** Whether both are copies, and of the same sizes. */
    static boolean areAlike(Part one, Part other) {
        return one instanceof Section first
                && other instanceof Section second
                && first.group().role() == Group.Role.COPY
                && second.group().role() == Group.Role.COPY
                && areSame(first.parts(), second.parts());
    }

    private static boolean areSame(List<Part> first, List<Part> second) {
        if (first.size() != second.size()) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            if (!isSame(first.get(i), second.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Part one, Part other) {
        if (one instanceof Leaf first && other instanceof Leaf second) {
            return first.layer().operation().equals(second.layer().operation())
                    && first.layer().output().equals(second.layer().output());
        }
        return one instanceof Section first
                && other instanceof Section second
                && areSame(first.parts(), second.parts());
    }
}
