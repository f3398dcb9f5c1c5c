package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** Lets linear layers before a {@code reshape} give as many elements as that has, so that one number stands once. */
final class Fitting {

    private Fitting() {}

    static RandomModel of(RandomModel model) {
        RandomModel fitted = model.with(of(model.body()));
        for (Block block : model.blocks()) {
            fitted = fitted.withBlock(block.with(of(block.body())));
        }
        return fitted;
    }

    private static List<Item> of(List<Item> chain) {
        List<Item> fitted = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Item item = chain.get(i)
                    .withBranches(
                            chain.get(i).branches().stream().map(Fitting::of).toList());
            boolean fits = i + 1 < chain.size() && isRow(item) && isComplete(chain.get(i + 1));
            fitted.add(fits ? item.with(List.of(new Argument("", elements(chain.get(i + 1))))) : item);
        }
        return fitted;
    }

    private static boolean isRow(Item item) {
        return item.word().equals("linear")
                && item.arguments().size() == 1
                && item.arguments().get(0).value().matches("\\d+");
    }

    /** Whether it is a {@code reshape} that says all sizes. */
    private static boolean isComplete(Item item) {
        return item.word().equals("reshape")
                && item.arguments().size() == 1
                && item.arguments().get(0).value().matches("\\[[1-9]\\d*(, [1-9]\\d*)*]");
    }

    private static String elements(Item reshape) {
        return String.valueOf(
                Numbers.in(reshape.arguments().get(0).value()).stream().reduce(1, (a, b) -> a * b));
    }
}
