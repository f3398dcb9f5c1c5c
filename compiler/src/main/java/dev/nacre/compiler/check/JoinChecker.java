package dev.nacre.compiler.check;

import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.layer.LayerResult;
import dev.nacre.compiler.check.layer.LayerSite;
import dev.nacre.compiler.check.layer.ShapeLimits;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Operation.Join;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins values: checks that they fit together, and adds the layer that does it. */
final class JoinChecker {

    /** The most values that are joined at once. */
    private static final int MOST_VALUES = 64;

    private static final String DIM = "dim";

    private final NetworkBuilder network;

    JoinChecker(NetworkBuilder network) {
        this.network = network;
    }

    /** start + end, which must be of one shape. */
    CurrentValue residual(ItemSite site, CurrentValue start, CurrentValue end) {
        if (start instanceof CurrentValue.Several several) {
            site.reportSeveral(several);
            return new CurrentValue.Poisoned();
        }
        List<Optional<CurrentValue.Known>> both = List.of(single(site, start), single(site, end));
        if (!both.stream().allMatch(Optional::isPresent)) {
            return new CurrentValue.Poisoned();
        }
        CurrentValue.Known input = both.get(0).orElseThrow();
        CurrentValue.Known output = both.get(1).orElseThrow();
        if (!areFloats(site, List.of(input, output))) {
            return new CurrentValue.Poisoned();
        } else if (!input.shape().equals(output.shape())) {
            site.report(output.trace()
                    .explain(
                            Mistake.of(
                                    DiagnosticCode.NN209,
                                    site.place(),
                                    site.title() + " adds its input " + input.type()
                                            + " to the result of its body, which is " + output.type()),
                            site.item().title())
                    .help("end the body with a layer that gives " + input.type()));
            return new CurrentValue.Poisoned();
        }
        return add(site, Combinator.RESIDUAL, new Join(Join.Kind.SUM), input.shape(), List.of(output, input));
    }

    /** The join of values, in their order. */
    CurrentValue join(ItemSite site, Combinator combinator, BoundArguments arguments, List<CurrentValue> currents) {
        List<CurrentValue.Known> values = new ArrayList<>();
        boolean complete = true;
        for (CurrentValue current : currents) {
            Optional<CurrentValue.Known> value = single(site, current);
            value.ifPresent(values::add);
            complete &= value.isPresent();
        }
        if (!complete || !areFloats(site, values) || !isEnough(site, combinator, values)) {
            return new CurrentValue.Poisoned();
        }
        return combinator == Combinator.CONCAT
                ? concat(site, arguments, values)
                : elementwise(site, combinator, values);
    }

    private static Optional<CurrentValue.Known> single(ItemSite site, CurrentValue current) {
        return current.match(new CurrentValue.Cases<>() {
            @Override
            public Optional<CurrentValue.Known> known(CurrentValue.Known known) {
                return Optional.of(known);
            }

            @Override
            public Optional<CurrentValue.Known> several(CurrentValue.Several several) {
                site.report(Mistake.of(
                                DiagnosticCode.NN252,
                                site.place(),
                                "a branch of " + site.title() + " gives "
                                        + several.values().size() + " values")
                        .help("join them in the branch, with `sum`, `mul`, `mean` or `concat`"));
                return Optional.empty();
            }

            @Override
            public Optional<CurrentValue.Known> unstated(CurrentValue.Unstated unstated) {
                site.report(Mistake.of(
                                DiagnosticCode.NN205,
                                site.place(),
                                "the size of the input is not known: the model has no signature, and nothing in "
                                        + site.title() + " states it")
                        .help("give the model a signature, such as `(x: [3])`"));
                return Optional.empty();
            }

            @Override
            public Optional<CurrentValue.Known> poisoned(CurrentValue.Poisoned poisoned) {
                return Optional.empty();
            }
        });
    }

    private static boolean areFloats(ItemSite site, List<CurrentValue.Known> values) {
        Optional<CurrentValue.Known> integers = values.stream()
                .filter(value -> value.elements() == ElementType.INT)
                .findFirst();
        integers.ifPresent(value -> site.report(value.trace()
                .explain(
                        Mistake.of(
                                DiagnosticCode.NN258,
                                site.place(),
                                site.title() + " joins floats, but receives integers: " + value.type()),
                        site.item().title())));
        return integers.isEmpty();
    }

    private static boolean isEnough(ItemSite site, Combinator combinator, List<CurrentValue.Known> values) {
        boolean branches = !site.item().branches().isEmpty();
        if (values.size() < 2 && branches) {
            site.report(Mistake.of(
                            DiagnosticCode.NN208, site.place(), site.name() + " joins branches, but there is one here")
                    .help("separate branches with `|`: `" + combinator.word() + " < … | … >`"));
        } else if (values.size() < 2) {
            String way = combinator.takesNames()
                    ? "name another one, as in `" + combinator.word() + "(skip)`"
                    : "write `from (a, b)` before it, or branches behind it: `" + combinator.word() + " < … | … >`"
                            + CombinatorText.reduction(combinator);
            site.report(Mistake.of(
                            DiagnosticCode.NN252, site.place(), site.title() + " joins values, but there is one here")
                    .help(way));
        } else if (values.size() > MOST_VALUES) {
            site.report(Mistake.of(
                            DiagnosticCode.NN252,
                            site.place(),
                            site.title() + " joins " + values.size() + " values, but at most " + MOST_VALUES
                                    + " are possible")
                    .help("join parts of them first"));
        }
        return values.size() <= MOST_VALUES && values.size() > 1;
    }

    private CurrentValue elementwise(ItemSite site, Combinator combinator, List<CurrentValue.Known> values) {
        Shape shape = values.get(0).shape();
        for (CurrentValue.Known value : values) {
            Optional<Shape> next = broadcast(shape, value.shape());
            if (next.isEmpty()) {
                mismatch(site, combinator, values.get(0), value, "their shapes must be equal; a size of 1 repeats");
                return new CurrentValue.Poisoned();
            }
            shape = next.get();
        }
        Join.Kind kind =
                switch (combinator) {
                    case MUL -> Join.Kind.PRODUCT;
                    case MEAN -> Join.Kind.MEAN;
                    default -> Join.Kind.SUM;
                };
        return add(site, combinator, new Join(kind), shape, values);
    }

    /** The shape that both have when sizes of 1 repeat; empty if there is none. */
    private static Optional<Shape> broadcast(Shape a, Shape b) {
        if (a.rank() != b.rank()) {
            return Optional.empty();
        }
        List<Integer> sizes = new ArrayList<>();
        Map<Integer, Length> lengths = new HashMap<>();
        for (int axis = 0; axis < a.rank(); axis++) {
            int one = a.size(axis);
            int other = b.size(axis);
            boolean same = one == other && a.length(axis).equals(b.length(axis));
            boolean repeats = isOne(a, axis) || isOne(b, axis);
            if (!same && !repeats) {
                return Optional.empty();
            }
            sizes.add(Math.max(one, other));
            int at = axis;
            a.length(axis).or(() -> b.length(at)).ifPresent(length -> lengths.put(at, length));
        }
        return Optional.of(new Shape(sizes, lengths));
    }

    private static boolean isOne(Shape shape, int axis) {
        return shape.size(axis) == 1 && shape.length(axis).isEmpty();
    }

    private CurrentValue concat(ItemSite site, BoundArguments arguments, List<CurrentValue.Known> values) {
        CurrentValue.Known first = values.get(0);
        LayerSite layer = site.layer(arguments, first);
        if (first.shape().rank() == 0) {
            layer.tooFewDimensions(1);
            return new CurrentValue.Poisoned();
        }
        Optional<Integer> axis = layer.axis(DIM);
        if (axis.isEmpty()) {
            return new CurrentValue.Poisoned();
        }
        Optional<CurrentValue.Known> along = values.stream()
                .filter(value -> value.shape().rank() > axis.get()
                        && value.shape().length(axis.get()).isPresent())
                .findFirst();
        if (along.isPresent()) {
            site.layer(arguments, along.get()).takesNoLength("takes fixed sizes along `dim`", false);
            return new CurrentValue.Poisoned();
        }
        long size = 0;
        for (CurrentValue.Known value : values) {
            boolean fits = value.shape().rank() == first.shape().rank()
                    && value.shape().with(axis.get(), 1).equals(first.shape().with(axis.get(), 1));
            if (!fits) {
                String rule = "their sizes must be equal in all dimensions but " + axis.get();
                mismatch(site, Combinator.CONCAT, first, value, rule);
                return new CurrentValue.Poisoned();
            }
            size += value.shape().size(axis.get());
        }
        return concat(site, axis.get(), size, values);
    }

    private CurrentValue concat(ItemSite site, int axis, long size, List<CurrentValue.Known> values) {
        Shape first = values.get(0).shape();
        if (size > Shape.MAX_ELEMENTS) {
            site.report(
                    DiagnosticCode.NN206,
                    "the output of " + site.title() + " would have the size " + ShapeLimits.grouped(size)
                            + ", but at most " + ShapeLimits.grouped(Shape.MAX_ELEMENTS) + " are possible");
            return new CurrentValue.Poisoned();
        }
        return add(site, Combinator.CONCAT, new Operation.Concat(axis), first.with(axis, (int) size), values);
    }

    private CurrentValue add(
            ItemSite site, Combinator combinator, Operation operation, Shape shape, List<CurrentValue.Known> values) {
        boolean setsShape = values.stream().anyMatch(value -> !value.shape().equals(shape));
        LayerSite layer = site.layer(BoundArguments.NONE, values.get(0));
        return layer.isWithinLimits(shape, "the output")
                ? network.addLayer(
                        site, combinator.word(), values, new LayerResult(operation, shape, List.of(), setsShape))
                : new CurrentValue.Poisoned();
    }

    private static void mismatch(
            ItemSite site, Combinator combinator, CurrentValue.Known first, CurrentValue.Known other, String rule) {
        String verb =
                switch (combinator) {
                    case MUL -> "multiply ";
                    case MEAN -> "average ";
                    case CONCAT -> "concatenate ";
                    default -> "add ";
                };
        Mistake mistake = Mistake.of(
                DiagnosticCode.NN209,
                site.place(),
                site.title() + " cannot " + verb + first.type() + " and " + other.type() + ": " + rule);
        String title = site.item().title();
        site.report(other.trace().explain(first.trace().explain(mistake, title), title));
    }
}
