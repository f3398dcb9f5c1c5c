package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Items in the place of one that are less than it, whatever they are applied to. */
final class ItemCuts {

    private final RandomModel model;
    private final Item item;
    private final List<List<Item>> cuts = new ArrayList<>();

    private ItemCuts(RandomModel model, Item item) {
        this.model = model;
        this.item = item;
    }

    static List<List<Item>> of(RandomModel model, Item item) {
        ItemCuts cuts = new ItemCuts(model, item);
        cuts.unwrap();
        cuts.dropParts();
        cuts.shrinkArguments();
        return cuts.cuts;
    }

    /** What is in it alone, with the names that its own value has. */
    private void unwrap() {
        item.branches().forEach(branch -> cuts.add(unwrapped(branch)));
        model.block(item.word()).ifPresent(block -> cuts.add(unwrapped(inlined(block))));
        if (item.branches().size() > 2) {
            for (int i = 0; i < item.branches().size(); i++) {
                cuts.add(List.of(item.withBranches(without(item.branches(), i))));
            }
        }
    }

    private List<Item> unwrapped(List<Item> body) {
        if (item.taps().isEmpty()) {
            return body;
        } else if (body.isEmpty() || !body.get(body.size() - 1).taps().isEmpty()) {
            Item named = Item.of("chain", List.of(List.of())).tapped(item.taps());
            return Stream.concat(body.stream(), Stream.of(named)).toList();
        }
        List<Item> named = new ArrayList<>(body);
        named.set(body.size() - 1, body.get(body.size() - 1).tapped(item.taps()));
        return named;
    }

    private List<Item> inlined(Block block) {
        List<Item> body = block.body();
        for (int i = 0; i < block.parameters().size(); i++) {
            Argument parameter = block.parameters().get(i);
            String value = given(parameter, i);
            body = body.stream()
                    .map(inner -> inner.mapArguments(argument ->
                            argument.with(argument.value().replaceAll("\\b" + parameter.name() + "\\b", value))))
                    .toList();
        }
        return body;
    }

    /** The value of a block's parameter here. */
    private String given(Argument parameter, int position) {
        List<Argument> named = item.arguments().stream()
                .filter(argument -> argument.name().equals(parameter.name()))
                .toList();
        if (!named.isEmpty()) {
            return named.get(0).value();
        }
        boolean isThere = position < item.arguments().size()
                && item.arguments().get(position).name().isEmpty();
        return isThere ? item.arguments().get(position).value() : parameter.value();
    }

    private void dropParts() {
        for (int i = 0; i < item.annotations().size(); i++) {
            cuts.add(List.of(item.annotated(without(item.annotations(), i))));
        }
        if (!item.label().isEmpty()) {
            cuts.add(List.of(item.labelled("")));
        }
        if (!item.taps().isEmpty()) {
            cuts.add(List.of(item.tapped(List.of())));
        }
        boolean needsOne = item.word().equals(Item.FROM) || item.word().equals(Item.USE);
        for (int i = 0;
                i < item.arguments().size() && !(needsOne && item.arguments().size() == 1);
                i++) {
            cuts.add(List.of(item.with(without(item.arguments(), i))));
        }
    }

    private void shrinkArguments() {
        for (int i = 0; i < item.arguments().size(); i++) {
            Argument argument = item.arguments().get(i);
            if (!argument.name().isEmpty()) {
                cuts.add(List.of(item.with(replaced(item.arguments(), i, new Argument("", argument.value())))));
            }
            for (String smaller : smaller(argument.value())) {
                cuts.add(List.of(item.with(replaced(item.arguments(), i, argument.with(smaller)))));
            }
        }
    }

    /** With a smaller number, without an element of a list, or with a number instead of a list. */
    private static List<String> smaller(String value) {
        List<String> smaller = new ArrayList<>(Numbers.smaller(value));
        if (value.startsWith("[") && value.endsWith("]")) {
            List<String> elements =
                    List.of(value.substring(1, value.length() - 1).split(", "));
            for (int i = 0; i < elements.size() && elements.size() > 1; i++) {
                smaller.add(without(elements, i).stream().collect(Collectors.joining(", ", "[", "]")));
            }
            smaller.add(elements.get(0));
        }
        return smaller;
    }

    private static <T> List<T> replaced(List<T> list, int index, T other) {
        List<T> replaced = new ArrayList<>(list);
        replaced.set(index, other);
        return replaced;
    }

    static <T> List<T> without(List<T> list, int index) {
        List<T> without = new ArrayList<>(list);
        without.remove(index);
        return without;
    }
}
