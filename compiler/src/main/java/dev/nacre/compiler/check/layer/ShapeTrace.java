package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The way of a value through a model, for messages: {@code image [1,28,28] -> flatten [784] -> fc1 [256]}. Ways that part
 * in branches share their beginning.
 *
 * @param before the way to the value that the last step was applied to; for a join, to the first of its values
 * @param start the first step
 * @param title what people call the last step
 * @param type what it made, as the language writes it
 * @param origin where the shape comes from, if that can be pointed at
 */
public record ShapeTrace(
        Optional<ShapeTrace> before, Optional<ShapeTrace> start, String title, String type, Optional<Span> origin) {

    /** Longer ways are shown by their first step and their last ones. */
    private static final int SHOWN = 8;

    /** The beginning of a way: an input. */
    public static ShapeTrace of(String title, String type, Optional<Span> origin) {
        return new ShapeTrace(Optional.empty(), Optional.empty(), title, type, origin);
    }

    /** The way with one step more; {@code span} is where its shape comes from, empty when from where this one does. */
    public ShapeTrace then(String next, Shape shape, Optional<Span> span) {
        return new ShapeTrace(
                Optional.of(this), start.or(() -> Optional.of(this)), next, shape.toString(), span.or(() -> origin));
    }

    /** The mistake with the place that gave the current shape, and the way to {@code destination}. */
    public Mistake explain(Mistake mistake, String destination) {
        Mistake placed =
                origin.map(span -> mistake.related(span, "gives " + type)).orElse(mistake);
        return placed.note("shapes: " + this + " -> " + destination);
    }

    @Override
    public String toString() {
        Deque<String> steps = new ArrayDeque<>();
        Optional<ShapeTrace> step = Optional.of(this);
        while (step.isPresent() && steps.size() < SHOWN - 1) {
            steps.addFirst(step.get().step());
            step = step.get().before();
        }
        step.flatMap(ShapeTrace::before).ifPresent(gap -> steps.addFirst("…"));
        step.ifPresent(hidden -> steps.addFirst(hidden.start().orElse(hidden).step()));
        return String.join(" -> ", steps);
    }

    private String step() {
        return Wording.brief(title) + " " + type;
    }
}
