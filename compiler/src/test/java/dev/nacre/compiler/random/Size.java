package dev.nacre.compiler.random;

import java.util.List;
import java.util.Map;

/** How much there is in a model, the bodies of blocks counted at each use. What adapts a shape counts little. */
final class Size {

    private static final int ITEM = 3_000;
    private static final int PART = 300;
    private static final int PER_BIT = 100;
    private static final int INFERRED = 2_000;

    private static final Map<String, Integer> ITEMS = Map.of(
            "flatten", 200, "reshape", 200, "linear", 400, "relu", 1_500, "tanh", 1_600, "chain", 200, Item.FROM, 300);

    private final RandomModel model;

    private Size(RandomModel model) {
        this.model = model;
    }

    static int of(RandomModel model) {
        Size size = new Size(model);
        int ports = model.inputs().stream()
                        .mapToInt(port -> PART + ofType(port.type()))
                        .sum()
                + model.outputs().stream()
                        .mapToInt(port -> PART + ofType(port.type()))
                        .sum();
        int consts = model.consts().stream()
                .mapToInt(constant -> PART + of(constant.value()))
                .sum();
        int parameters = model.blocks().stream()
                .flatMap(block -> block.parameters().stream())
                .mapToInt(parameter -> PART + of(parameter.value()))
                .sum();
        return ITEM * model.annotations().size() + ports + consts + parameters + size.of(model.body());
    }

    private int of(List<Item> chain) {
        return chain.stream().mapToInt(this::of).sum();
    }

    private int of(Item item) {
        int parts = item.annotations().size() * PART
                + item.taps().size() * PART / 2
                + (item.label().isEmpty() ? 0 : PART / 2)
                + item.arguments().stream()
                        .mapToInt(argument -> PART + argument.name().length() + of(argument.value()))
                        .sum()
                + item.branches().stream().mapToInt(branch -> PART + of(branch)).sum();
        if (item.isBlock()) {
            return ITEM
                    + parts
                    + model.block(item.word()).map(block -> of(block.body())).orElse(0);
        }
        return ITEMS.getOrDefault(item.word(), ITEM) + parts;
    }

    /** A length is more than any number. A number alone is as much as a row of one. */
    private static int ofType(String type) {
        int length = type.matches("(int)?\\[[A-Z]\\b.*") ? ITEM : 0;
        return length + (type.contains("[]") ? of("[1]") : of(type));
    }

    /** What is to be inferred counts more than any number. */
    private static int of(String text) {
        double bits = Numbers.in(text).stream()
                .mapToDouble(number -> 1 + Math.log(number + 1.0) / Math.log(2))
                .sum();
        int inferred = text.startsWith("[") && text.contains("-1") ? INFERRED : 0;
        return inferred + (int) Math.round(PER_BIT * bits);
    }
}
