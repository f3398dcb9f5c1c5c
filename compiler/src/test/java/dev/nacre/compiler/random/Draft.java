package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the bodies of a model that is being made have in common. */
final class Draft {

    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();
    private final Map<String, Value> possibleOutputs = new LinkedHashMap<>();
    private int itemsLeft;

    Draft(int items) {
        this.itemsLeft = items;
    }

    /** A block, how it is called, the values before and behind it, and its labels. */
    record Template(Block block, Item call, Value before, Value after, List<Scope.Label> labels) {

        Template with(Block other, Item otherCall) {
            return new Template(other, otherCall, before, after, labels);
        }
    }

    /** A name that no other has. */
    String name(String start) {
        return start + counts.merge(start, 1, Integer::sum);
    }

    boolean isFull() {
        return itemsLeft <= 0;
    }

    void count() {
        itemsLeft--;
    }

    void add(Template template) {
        templates.add(template);
    }

    List<Template> templates() {
        return templates;
    }

    /** Values with names that are given once, so that they may be outputs. */
    Map<String, Value> possibleOutputs() {
        return possibleOutputs;
    }
}
