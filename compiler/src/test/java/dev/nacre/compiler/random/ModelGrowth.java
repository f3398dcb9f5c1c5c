package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A whole model: ports, the ways from them, and what becomes of the values at their ends. */
final class ModelGrowth {

    private final Dice dice;
    private final Draft draft;
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();

    private ModelGrowth(Dice dice) {
        this.dice = dice;
        this.draft = new Draft(dice.weighted(Weights.ITEMS));
    }

    static RandomModel of(long seed) {
        return new ModelGrowth(new Dice(seed)).model();
    }

    private RandomModel model() {
        if (dice.chance(Weights.WITHOUT_SIGNATURE)) {
            return withoutSignature();
        }
        Growth growth = dice.chance(Weights.SEVERAL_INPUTS) ? several() : single();
        results(growth);
        return model(growth);
    }

    private RandomModel model(Growth growth) {
        List<Block> blocks =
                draft.templates().stream().map(Draft.Template::block).toList();
        return Consts.in(new RandomModel(List.of(), inputs, outputs, List.of(), blocks, growth.items()), dice);
    }

    /** A model whose first layer says what its input is. */
    private RandomModel withoutSignature() {
        int in = dice.size(65);
        Growth growth = Growth.ofModel(dice, draft, Value.floats(in));
        if (dice.chance(0.7)) {
            int out = dice.size(33);
            growth.put(Item.of("linear", String.valueOf(in), String.valueOf(out)), Value.floats(out));
        } else {
            growth.put(Item.of(dice.pick("layernorm", "rmsnorm"), String.valueOf(in)), Value.floats(in));
        }
        growth.grow(dice.weighted(Weights.STEPS_OF_MODEL));
        return model(growth);
    }

    private Growth single() {
        Value start = new Start(dice).value();
        inputs.add(new Port(start.integers() ? draft.name("row") : draft.name("x"), start.type()));
        Growth growth = Growth.ofModel(dice, draft, start);
        growth.scope().define(inputs.get(0).name(), start);
        if (start.rank() == 2 && !start.integers() && !SequenceLayers.isLarge(start) && dice.chance(Weights.MASKS)) {
            mask(growth);
        }
        growth.grow(dice.weighted(Weights.STEPS_OF_MODEL));
        return growth;
    }

    /** A second input, which says what rows of the first may be seen. */
    private void mask(Growth growth) {
        Value mask = new Value(List.of(growth.value().size(0)), true, false);
        inputs.add(new Port(draft.name("row"), mask.type()));
        growth.scope().define(inputs.get(1).name(), mask);
        growth.from(inputs.get(0).name());
        while (growth.items().stream().flatMap(Item::all).noneMatch(item -> item.arguments()
                .contains(new Argument("mask", inputs.get(1).name())))) {
            new SequenceMotifs(growth).masked();
        }
    }

    /** Several inputs; the ways from all but the first are joined to that from the first. */
    private Growth several() {
        int count = dice.pick(2, 2, 2, 3, 3, 4);
        List<Value> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Value start = i > 0 && dice.chance(0.4) ? starts.get(i - 1) : new Start(dice).value();
            starts.add(start);
            inputs.add(new Port(start.integers() ? draft.name("row") : draft.name("x"), start.type()));
        }
        Growth growth = Growth.ofModel(dice, draft, starts.get(0));
        for (int i = 0; i < count; i++) {
            growth.scope().define(inputs.get(i).name(), starts.get(i));
        }
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            growth.from(inputs.get(i).name());
            boolean tower = i == 0 && starts.get(1).equals(starts.get(0)) && dice.chance(Weights.TOWERS);
            if (tower) {
                tower(growth);
            } else if (i == 1
                    && growth.scope().labels().stream()
                            .anyMatch(label -> label.path().equals("tower"))) {
                growth.use("tower");
            }
            growth.grow(dice.between(0, tower ? 1 : 4));
            if (growth.value().integers()) {
                growth.adapt(List.of(dice.size(8)));
            }
            ends.add(growth.tap());
        }
        ends.remove(count - 1);
        ends.forEach(end -> {
            new NamedValues(growth).joinAll(end);
            growth.grow(dice.between(0, 3));
        });
        return growth;
    }

    /** What the second input is going through, too. */
    private void tower(Growth growth) {
        Growth inner = growth.inner(false).grow(dice.between(1, 4));
        growth.label(Item.of("chain", List.of(inner.items())).labelled("tower"), inner.value());
    }

    /** One output, declared in some way or not, or several. */
    private void results(Growth growth) {
        if (growth.value().integers() && dice.chance(0.8)) {
            growth.adapt(List.of(dice.size(9)));
        }
        if (dice.chance(Weights.SEVERAL_OUTPUTS)) {
            severalResults(growth);
            return;
        }
        String type = growth.value().type();
        switch (dice.below(4)) {
            case 0 -> {}
            case 1 -> outputs.add(new Port("", type));
            case 2 -> outputs.add(new Port("y", type));
            default -> {
                String tap = growth.tap();
                outputs.add(new Port(tap, type));
            }
        }
    }

    private void severalResults(Growth growth) {
        Map<String, Value> possible = draft.possibleOutputs();
        String end = growth.tap();
        outputs.add(new Port(end, growth.value().type()));
        List<Map.Entry<String, Value>> others = possible.entrySet().stream()
                .filter(named -> !named.getKey().equals(end))
                .collect(Collectors.toList());
        int count = dice.between(1, 3);
        for (int i = 0; i < count && !others.isEmpty(); i++) {
            Map.Entry<String, Value> other = others.remove(dice.below(others.size()));
            outputs.add(new Port(other.getKey(), other.getValue().type()));
        }
        List<String> visible = List.copyOf(growth.scope().values().keySet());
        if (outputs.size() == 1 || dice.chance(0.3)) {
            growth.from(dice.pick(visible));
            growth.grow(dice.between(0, 3));
            String name = growth.tap();
            outputs.add(new Port(name, growth.value().type()));
        }
    }
}
