package dev.nacre.compiler.check;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way of the current value through a model, for messages: {@code image [1,28,28] -> flatten [784] -> fc1 [256]}. */
final class ShapeTrace {

    /** Longer ways are shown by their first step and their last ones. */
    private static final int SHOWN = 8;

    private final List<Step> steps = new ArrayList<>();
    private Optional<Span> origin = Optional.empty();

    private record Step(String title, Shape shape) {
        @Override
        public String toString() {
            return title + " " + shape;
        }
    }

    /** Adds a step; {@code span} is where the shape comes from, empty when it comes from where the last one did. */
    void add(String title, Shape shape, Optional<Span> span) {
        steps.add(new Step(title, shape));
        origin = span.or(() -> origin);
    }

    /** The mistake with the place that gave the current shape, and the way to {@code destination}. */
    Mistake explain(Mistake mistake, String destination) {
        Shape current = steps.get(steps.size() - 1).shape();
        Mistake placed =
                origin.map(span -> mistake.related(span, "gives " + current)).orElse(mistake);
        return placed.note("shapes: " + way() + " -> " + destination);
    }

    private String way() {
        int tail = Math.max(1, steps.size() - SHOWN + 1);
        Stream<String> first = Stream.of(steps.get(0).toString());
        Stream<String> gap = tail > 1 ? Stream.of("…") : Stream.empty();
        Stream<String> last = steps.subList(tail, steps.size()).stream().map(Step::toString);
        return Stream.of(first, gap, last).flatMap(part -> part).collect(Collectors.joining(" -> "));
    }
}
