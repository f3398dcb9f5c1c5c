package dev.nacre.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The groups of a model while it is described, from the outermost that has not ended to the innermost. */
final class OpenGroups {

    /** All groups, in the order in which they began; those that have not ended seem empty. */
    private final List<GroupSpec> groups = new ArrayList<>();

    private final Deque<Integer> open = new ArrayDeque<>();

    void begin(GroupSpec.Role role, String path, String kind, Shape output, int layer) {
        open.push(groups.size());
        groups.add(new GroupSpec(role, path, kind, output, layer, layer));
    }

    void end(String model, int layer) {
        if (open.isEmpty()) {
            throw new IllegalArgumentException(model + ": no group to end");
        }
        int place = open.pop();
        GroupSpec group = groups.get(place);
        groups.set(
                place, new GroupSpec(group.role(), group.path(), group.kind(), group.output(), group.first(), layer));
    }

    /** The groups that have layers. */
    List<GroupSpec> finished(String model) {
        if (!open.isEmpty()) {
            throw new IllegalArgumentException(
                    model + ": the group " + groups.get(open.peek()).path() + " has not ended");
        }
        List<GroupSpec> finished = new ArrayList<>();
        for (GroupSpec group : groups) {
            if (group.end() > group.first()) {
                finished.add(group);
            }
        }
        return List.copyOf(finished);
    }
}
