package dev.nacre.compiler.random;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An item of a body. A {@code $} in it stands for the name of the model.
 *
 * @param label empty for an item without one
 * @param word the name of a layer, block or combinator, or {@code from} or {@code use}, whose arguments are names
 */
record Item(
        List<String> annotations,
        String label,
        String word,
        List<Argument> arguments,
        List<List<Item>> branches,
        List<String> taps) {

    static final String FROM = "from";
    static final String USE = "use";

    Item {
        annotations = List.copyOf(annotations);
        arguments = List.copyOf(arguments);
        branches = branches.stream().map(List::copyOf).toList();
        taps = List.copyOf(taps);
    }

    Item(String word, List<Argument> arguments, List<List<Item>> branches) {
        this(List.of(), "", word, arguments, branches, List.of());
    }

    /** A combinator of bodies. */
    static Item of(String word, List<List<Item>> branches) {
        return new Item(word, List.of(), branches);
    }

    /** A layer whose arguments all have positions, or what takes names. */
    static Item of(String word, String... arguments) {
        return new Item(
                word, Stream.of(arguments).map(value -> new Argument("", value)).toList(), List.of());
    }

    Item labelled(String other) {
        return new Item(annotations, other, word, arguments, branches, taps);
    }

    Item tapped(List<String> others) {
        return new Item(annotations, label, word, arguments, branches, others);
    }

    Item annotated(List<String> others) {
        return new Item(others, label, word, arguments, branches, taps);
    }

    Item with(List<Argument> others) {
        return new Item(annotations, label, word, others, branches, taps);
    }

    Item withBranches(List<List<Item>> others) {
        return new Item(annotations, label, word, arguments, others, taps);
    }

    Item argument(String name, String value) {
        return with(Stream.concat(arguments.stream(), Stream.of(new Argument(name, value)))
                .toList());
    }

    boolean isBlock() {
        return word.startsWith("$");
    }

    /** It and all items in it. */
    Stream<Item> all() {
        return Stream.concat(
                Stream.of(this), branches.stream().flatMap(List::stream).flatMap(Item::all));
    }

    /** The same with other arguments, also in its branches. */
    Item mapArguments(UnaryOperator<Argument> change) {
        return with(arguments.stream().map(change).toList())
                .withBranches(branches.stream()
                        .map(branch -> branch.stream()
                                .map(item -> item.mapArguments(change))
                                .toList())
                        .toList());
    }

    /** A chain without some items, also in its branches. */
    static List<Item> without(List<Item> chain, Item dropped) {
        return chain.stream()
                .filter(item -> !item.equals(dropped))
                .map(item -> item.withBranches(item.branches().stream()
                        .map(branch -> without(branch, dropped))
                        .toList()))
                .toList();
    }

    static String text(List<Item> chain) {
        return chain.stream().map(Item::text).collect(Collectors.joining("; "));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        annotations.forEach(annotation -> text.append(annotation).append(' '));
        text.append(label.isEmpty() ? "" : label + ": ").append(word);
        String list = arguments.stream().map(Argument::text).collect(Collectors.joining(", "));
        if (word.equals(FROM) || word.equals(USE)) {
            text.append(' ').append(arguments.size() == 1 ? list : "(" + list + ")");
        } else if (!arguments.isEmpty()) {
            text.append('(').append(list).append(')');
        }
        if (!branches.isEmpty()) {
            text.append(branches.stream().map(Item::text).collect(Collectors.joining(" | ", " < ", " >")));
        }
        if (!taps.isEmpty()) {
            text.append(" -> ").append(taps.size() == 1 ? taps.get(0) : "(" + String.join(", ", taps) + ")");
        }
        return text.toString();
    }
}
