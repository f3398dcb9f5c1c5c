package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chains that are less than one, with one simplification each. */
final class ChainCuts {

    /** Chains up to this length lose any neighbouring items, longer ones some. */
    private static final int SHORT = 16;

    private final RandomModel model;
    private final boolean typed;
    private final List<List<Item>> cuts = new ArrayList<>();

    /** @param typed whether the chain is in the model's own body, so that the check can say what its values are */
    private ChainCuts(RandomModel model, boolean typed) {
        this.model = model;
        this.typed = typed;
    }

    /** @param before all items between the model's input and the chain's first */
    static List<List<Item>> of(RandomModel model, boolean typed, List<Item> before, List<Item> chain) {
        ChainCuts cuts = new ChainCuts(model, typed);
        cuts.dropItems(chain);
        for (int i = 0; i < chain.size(); i++) {
            cuts.changeItem(before, chain, i);
            cuts.moveTaps(chain, i);
        }
        if (typed) {
            cuts.adapt(before, chain);
        }
        return cuts.cuts;
    }

    private void dropItems(List<Item> chain) {
        for (int count = chain.size(); count > 0; count--) {
            int step = chain.size() > SHORT ? Math.max(1, count / 2) : 1;
            for (int from = 0; from + count <= chain.size(); from += step) {
                add(chain, from, from + count, List.of());
            }
        }
    }

    /** An item less, and the name of its value for that before it. */
    private void moveTaps(List<Item> chain, int index) {
        List<String> taps = chain.get(index).taps();
        if (index > 0 && !taps.isEmpty() && chain.get(index - 1).taps().isEmpty()) {
            add(chain, index - 1, index + 1, List.of(chain.get(index - 1).tapped(taps)));
        } else if (!taps.isEmpty()) {
            add(
                    chain,
                    index,
                    index + 1,
                    List.of(Item.of("chain", List.of(List.of())).tapped(taps)));
        }
    }

    private void changeItem(List<Item> before, List<Item> chain, int index) {
        Item item = chain.get(index);
        ItemCuts.of(model, item).forEach(other -> add(chain, index, index + 1, other));
        List<Item> start = joined(before, chain.subList(0, index));
        for (int branch = 0; branch < item.branches().size(); branch++) {
            for (List<Item> cut : of(model, typed, start, item.branches().get(branch))) {
                List<List<Item>> branches = new ArrayList<>(item.branches());
                branches.set(branch, cut);
                add(chain, index, index + 1, List.of(item.withBranches(branches)));
            }
        }
    }

    /** What is simple instead of some items, with a value of the same type. */
    private void adapt(List<Item> before, List<Item> chain) {
        for (int to = 1; to <= chain.size(); to++) {
            Optional<String> type = Types.after(model, joined(before, chain.subList(0, to)));
            if (type.isPresent()) {
                List<List<Item>> adapters = adapters(chain.get(to - 1), type.get());
                for (int from = chain.size() > SHORT ? to - 1 : 0; from < to; from++) {
                    for (List<Item> adapter : adapters) {
                        add(chain, from, to, adapter);
                    }
                }
            }
        }
    }

    /** What gives a value of the same type in a simple way. */
    private static List<List<Item>> adapters(Item item, String type) {
        if (type.startsWith("int")) {
            return List.of();
        }
        List<Integer> sizes = Numbers.in(type);
        int elements = sizes.stream().reduce(1, (a, b) -> a * b);
        String shape = Value.text(sizes);
        Item linear = Item.of("linear", String.valueOf(elements));
        Item reshape = Item.of("reshape", shape);
        List<List<Item>> adapters = new ArrayList<>();
        if (!sizes.isEmpty()) {
            adapters.add(List.of(Item.of("linear", String.valueOf(sizes.get(sizes.size() - 1)))));
        }
        if (sizes.size() == 2 || sizes.size() == 3) {
            adapters.add(List.of(Item.of("conv" + (sizes.size() - 1) + "d", String.valueOf(sizes.get(0)), "1")));
        }
        adapters.add(List.of(reshape));
        adapters.add(List.of(Item.of("flatten"), linear, reshape));
        adapters.add(List.of(Item.of("flatten"), linear));
        adapters.add(List.of(linear, reshape));
        return adapters.stream().map(adapter -> named(adapter, item)).toList();
    }

    private static List<Item> named(List<Item> items, Item like) {
        List<Item> named = new ArrayList<>(items);
        named.set(items.size() - 1, items.get(items.size() - 1).tapped(like.taps()));
        return named;
    }

    private void add(List<Item> chain, int from, int to, List<Item> instead) {
        List<Item> cut = joined(joined(chain.subList(0, from), instead), chain.subList(to, chain.size()));
        Optional.of(cut).filter(other -> !other.equals(chain)).ifPresent(cuts::add);
    }

    private static List<Item> joined(List<Item> first, List<Item> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
