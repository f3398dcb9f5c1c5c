package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One use of a layer: what its rule may look at, and where its mistakes go.
 *
 * @param values what it is applied to: one value, or as many as its rule asks for
 * @param named the values that its arguments name, by the names of the arguments
 */
public record LayerSite(
        Item.Layer item,
        BoundArguments arguments,
        List<? extends LayerInput> values,
        Map<String, ? extends List<? extends LayerInput>> named,
        Consumer<Mistake> mistakes) {

    private static final String ROWS = "takes rows of a fixed size, the last dimension";

    public LayerSite {
        values = List.copyOf(values);
        named = Map.copyOf(named);
    }

    /** What it is applied to; the first if there are several. */
    LayerInput current() {
        return values.get(0);
    }

    /** The site seen from one of its values, for what is to be said of that one. */
    LayerSite at(int value) {
        return new LayerSite(item, arguments, List.of(values.get(value)), named, mistakes);
    }

    /** The values that an argument names, in their order; none if it is not given. */
    List<? extends LayerInput> named(String argument) {
        List<? extends LayerInput> values = named.get(argument);
        return values == null ? List.of() : values;
    }

    /** Reports a value that an argument names and that is not what it has to be, with the way that its shape took. */
    void unfit(String argument, LayerInput value, DiagnosticCode code, String message, Optional<String> help) {
        Mistake mistake = Mistake.of(code, written(argument), message);
        mistakes.accept(value.trace().explain(mistake, item.title()).help(help));
    }

    /** Where an argument's value is written, or else the layer. */
    private Span written(String argument) {
        return arguments
                .writtenAs(argument)
                .map(written -> written.value().span())
                .orElse(item.place());
    }

    /** The shape of what it is applied to. */
    Shape input() {
        return current().shape();
    }

    /** The mistake with the way that the input's shape took. */
    private void explain(DiagnosticCode code, String message, Optional<String> help) {
        Mistake mistake = Mistake.of(code, item.place(), message);
        mistakes.accept(current().trace().explain(mistake, item.title()).help(help));
    }

    /** The label, or else the name as written, in backticks. */
    String title() {
        return Wording.quoted(item.title());
    }

    /** What made the input, in backticks. */
    String before() {
        return Wording.quoted(current().trace().title());
    }

    /** Reports a mistake that has nothing to do with the input. */
    void report(DiagnosticCode code, String message, Optional<String> help) {
        mistakes.accept(Mistake.of(code, item.place(), message).help(help));
    }

    /** Why a layer that reads rows cannot be applied, as from {@link LayerRule#againstLength}: how wide rows are must be known. */
    Optional<String> againstLengthOfRows() {
        boolean unknown =
                values.stream().anyMatch(value -> value.shape().length(-1).isPresent());
        return unknown ? Optional.of(ROWS) : Optional.empty();
    }

    /**
     * Reports a value with a length; {@code reason} as from {@link LayerRule#againstLength}.
     *
     * @param last whether it might be the last dimension, as {@link LayerRule#goesAlongLast} says
     */
    public void takesNoLength(String reason, boolean last) {
        LayerSite culprit = at(IntStream.range(0, values.size())
                .filter(value -> values.get(value).shape().hasLength())
                .findFirst()
                .orElseThrow());
        culprit.explain(
                DiagnosticCode.NN266,
                title() + " " + reason + ", but receives " + culprit.current().type() + ", and "
                        + Wording.quoted(culprit.input().firstLength().name())
                        + " is known only when the model is called",
                Optional.of(culprit.withoutLength(last, reason.equals(ROWS))));
    }

    private String withoutLength(boolean last, boolean first) {
        String number =
                "write a number for " + Wording.quoted(input().firstLength().name());
        int axis = input().lengths().keySet().stream().min(Integer::compare).orElseThrow();
        if (current().elements() == ElementType.INT) {
            return number;
        }
        String dim = "(dim = " + axis + ")`";
        String reduced = "reduce it before with `mean" + dim + ", `max" + dim + " or `sum" + dim;
        if (last && axis == 0 && input().rank() == 2) {
            return "put the length last with `transpose(0, 1)`, or " + number;
        }
        return first
                ? "put the length first with `transpose(0, " + axis + ")`, " + number + ", or " + reduced
                : number + ", or " + reduced;
    }

    /** Reports floats that would have a length as their last dimension. */
    void endsWithLength(Shape output) {
        explain(
                DiagnosticCode.NN266,
                title() + " would give " + output + ", but floats need a dimension beside a length",
                Optional.of((input().length(0).isPresent() ? "`linear(1)`" : "`conv1d(1, 1)`")
                        + " gives one number at each place of " + input()));
    }

    /** Reports floats where integers are needed. */
    void needsIntegers() {
        explain(
                DiagnosticCode.NN258,
                title() + " takes integers, but receives floats: " + current().type(),
                Optional.of("declare the port as `int" + input() + "`")
                        .filter(help -> current().maker().isEmpty()));
    }

    /** Reports that the input does not fit, with the way that its shape took. */
    void mismatch(String message, Optional<String> help) {
        explain(DiagnosticCode.NN203, message, help);
    }

    /** Reports that two of its values do not fit together, with the ways that their shapes took. */
    void misfit(int one, int other, String verb, String with, String rule) {
        LayerInput first = values.get(one);
        LayerInput second = values.get(other);
        Mistake mistake = Mistake.of(
                DiagnosticCode.NN209,
                item.place(),
                title() + " cannot " + verb + " " + first.type() + " with " + with + " " + second.type() + ": " + rule);
        mistakes.accept(second.trace().explain(first.trace().explain(mistake, item.title()), item.title()));
    }

    /** Reports that the input has too few dimensions. */
    public void tooFewDimensions(int least) {
        explain(
                DiagnosticCode.NN207,
                title() + " needs an input of at least " + Wording.count(least, "dimension") + ", but receives "
                        + input(),
                Optional.empty());
    }

    /** Whether the input is a sequence of rows, {@code [t, f]}; reported when it is not. */
    boolean isSequence(String axes) {
        Optional<String> help = Optional.of(input().last())
                .filter(length -> input().rank() == 1)
                .map(length -> "write `reshape([" + length + ", 1])` before it for " + Wording.count(length, "row")
                        + " of one number");
        return hasAxes(axes, 2, help);
    }

    /**
     * Whether the input has the axes of that many names, as in {@code [c, h, w]}; reported when it has not.
     *
     * @param help what to write instead
     */
    boolean hasAxes(String axes, int count, Optional<String> help) {
        boolean fits = input().rank() == count;
        if (!fits) {
            explain(DiagnosticCode.NN207, title() + " takes " + axes + ", but receives " + input(), help);
        }
        return fits;
    }

    /** A size that the input has and an argument may state; reported when they differ. */
    int stated(String argument, int actual, String noun) {
        Optional<Integer> stated = arguments.optionalInteger(argument);
        stated.filter(size -> size != actual)
                .ifPresent(size -> mismatch(
                        title() + " expects " + Wording.count(size, noun) + ", but receives " + actual,
                        Optional.of("write `" + without(argument) + "` to infer the input size")));
        return stated.orElse(actual);
    }

    private String without(String argument) {
        Argument stated = arguments.writtenAs(argument).orElseThrow();
        String others = item.arguments().stream()
                .filter(other -> !other.equals(stated))
                .map(other -> Wording.brief(other.span().text()))
                .collect(Collectors.joining(", "));
        return item.name().text() + (others.isEmpty() ? "" : "(" + others + ")");
    }

    /** Reports an argument that does not go together with others or with the input; always empty. */
    <T> Optional<T> wrong(String argument, String message, Optional<String> help) {
        mistakes.accept(current()
                .trace()
                .explain(Mistake.of(DiagnosticCode.NN216, written(argument), message), item.title())
                .help(help));
        return Optional.empty();
    }

    /** An argument's integers, one for each of so many axes; empty and reported when their number is another. */
    Optional<List<Integer>> perAxis(String argument, int axes) {
        List<Integer> given = arguments.integers(argument).orElseThrow();
        if (!arguments.isList(argument)) {
            return Optional.of(Collections.nCopies(axes, given.get(0)));
        } else if (given.size() == axes) {
            return Optional.of(given);
        }
        return wrong(
                argument,
                Wording.quoted(argument) + " of " + title() + " has "
                        + Wording.count(axes, "number") + ", one for each axis, but " + given.size()
                        + (given.size() == 1 ? " is" : " are") + " given",
                Optional.empty());
    }

    /** Whether the shape is within the limits; reported when it is not. */
    public boolean isWithinLimits(Shape shape, String what) {
        return isWithinLimits(ShapeLimits.problem(shape), what);
    }

    /** As {@link #isWithinLimits(Shape, String)}, for sizes that may be no shape's. */
    boolean isWithinLimits(List<? extends Number> sizes, String what) {
        return isWithinLimits(ShapeLimits.problem(sizes), what);
    }

    /** The same for sizes one of which is a length. */
    boolean isWithinLimitsOfLengths(List<? extends Number> sizes, String what) {
        return isWithinLimits(ShapeLimits.problemWithLength(sizes), what);
    }

    private boolean isWithinLimits(Optional<String> problem, String what) {
        problem.ifPresent(
                text -> explain(DiagnosticCode.NN206, what + " of " + title() + " " + text, Optional.empty()));
        return problem.isEmpty();
    }

    /** Reports a layer that is too much to be made. */
    void tooLarge(String message, Optional<String> help) {
        explain(DiagnosticCode.NN206, message, help);
    }

    /** The axis that an argument names, counted from the first; empty and reported when the input has no such axis. */
    public Optional<Integer> axis(String argument) {
        return axis(argument, arguments.integer(argument));
    }

    /** As {@link #axis(String)}, for one of several that an argument names. */
    Optional<Integer> axis(String argument, int dim) {
        int rank = input().rank();
        if (-rank <= dim && dim < rank) {
            return Optional.of(Math.floorMod(dim, rank));
        }
        mistakes.accept(Mistake.of(
                DiagnosticCode.NN216,
                written(argument),
                Wording.quoted(argument) + " must be from " + -rank + " to " + (rank - 1) + " for the input " + input()
                        + ", but is " + dim));
        return Optional.empty();
    }
}
