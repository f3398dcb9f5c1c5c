package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A whole model with lengths: the ways from its inputs, and how they meet. */
final class LengthGrowth {

    private final Dice dice;
    private final Draft draft = new Draft(40);
    private final boolean stream;
    private final List<Port> inputs = new ArrayList<>();
    private final Map<String, Rows> starts = new LinkedHashMap<>();
    private final Map<String, Rows> ends = new LinkedHashMap<>();
    private final Map<String, Rows> outputs = new LinkedHashMap<>();
    /** Inputs that have their length last. */
    private final Set<String> turned = new HashSet<>();

    private final Map<String, Integer> bounds = new LinkedHashMap<>();

    private LengthGrowth(Dice dice, boolean stream) {
        this.dice = dice;
        this.stream = stream;
    }

    static RandomModel of(long seed) {
        return new LengthGrowth(Dice.ofSamplesAlone(seed), false).model();
    }

    static RandomModel streamOf(long seed) {
        return new LengthGrowth(Dice.ofSamplesAlone(seed), true).model();
    }

    private RandomModel model() {
        int count = dice.pick(1, 1, 1, 2, 2, 3);
        for (int i = 0; i < count; i++) {
            input();
        }
        RowsGrowth growth = new RowsGrowth(dice, draft, stream, new Looking(dice, stream, starts));
        starts.forEach((name, rows) -> {
            growth.from(name, rows);
            if (turned.contains(name)) {
                growth.turn(rows);
            }
            growth.grow(dice.between(0, stream ? 5 : 4));
            if (growth.rows().value().integers() && !dice.chance(0.2)) {
                growth.embed();
            }
            ends.put(growth.tap(), growth.rows());
        });
        while (ends.size() > 1 && dice.chance(0.8)) {
            meet(growth);
        }
        outputs.putAll(ends);
        furtherOutputs(growth);
        List<String> annotations = stream ? List.of("@stream") : List.of();
        List<Port> declared = outputs.entrySet().stream()
                .map(output -> new Port(output.getKey(), output.getValue().type()))
                .collect(Collectors.toCollection(ArrayList::new));
        turnedOutput(growth).ifPresent(declared::add);
        return Consts.in(new RandomModel(annotations, inputs, declared, List.of(), List.of(), growth.items()), dice);
    }

    private void input() {
        boolean fixed = !stream && !bounds.isEmpty() && dice.chance(0.2);
        boolean another = bounds.isEmpty() || (!stream && bounds.size() < 2 && dice.chance(Weights.SECOND_LENGTH));
        String length =
                fixed ? "" : another ? List.of("T", "S").get(bounds.size()) : dice.pick(List.copyOf(bounds.keySet()));
        boolean declares = another && !fixed;
        if (declares) {
            bounds.put(
                    length, dice.pick(1, 2, dice.between(1, 40), dice.between(3, 24), dice.between(3, 24), 17, 19, 23));
        }
        boolean integers = dice.chance(0.25);
        List<Integer> sizes = new ArrayList<>();
        int rank = integers ? dice.pick(0, 0, 0, 1) : dice.pick(1, 1, 1, 1, 1, 2, 2, 3);
        for (int i = 0; i < rank; i++) {
            sizes.add(dice.size(rank == 1 && !integers ? 40 : 6));
        }
        sizes.add(0, fixed ? dice.pick(1, dice.size(9)) : bounds.get(length));
        Rows rows = new Rows(length, new Value(sizes, integers, false));
        String name = integers ? draft.name("row") : draft.name("x");
        starts.put(name, rows);
        boolean turns = rows.hasLength() && rank == 1 && !integers && dice.chance(0.3);
        if (turns) {
            turned.add(name);
        }
        String type = turns ? rows.turnedType() : rows.type();
        String declaration = turns ? rows.turnedDeclaration() : rows.declaration();
        inputs.add(new Port(name, declares ? declaration : type));
    }

    /** Makes one of two ends, if something can join them. */
    private void meet(RowsGrowth growth) {
        List<String> names = dice.shuffled(List.copyOf(ends.keySet()));
        Rows first = ends.remove(names.get(0));
        Rows second = ends.remove(names.get(1));
        growth.from(names.get(0), first);
        if (growth.rows().value().integers()) {
            growth.embed();
        }
        if (!first.length().equals(second.length())) {
            growth.collapse();
            Rows vector = growth.rows();
            String one = growth.tap();
            growth.from(names.get(1), second);
            growth.join(one, vector);
        } else if (growth.canJoin(second)) {
            growth.join(names.get(1), second);
        } else {
            outputs.put(names.get(1), second);
        }
        growth.grow(dice.between(0, 3));
        ends.put(growth.tap(), growth.rows());
    }

    /** An output once more, with its length last. */
    private Optional<Port> turnedOutput(RowsGrowth growth) {
        List<Map.Entry<String, Rows>> possible = outputs.entrySet().stream()
                .filter(output -> output.getValue().hasLength()
                        && output.getValue().value().rank() == 2
                        && !output.getValue().value().integers())
                .toList();
        if (possible.isEmpty() || !dice.chance(0.3)) {
            return Optional.empty();
        }
        Map.Entry<String, Rows> output = dice.pick(possible);
        growth.from(output.getKey(), output.getValue());
        growth.turn(output.getValue());
        growth.rename("turned");
        return Optional.of(new Port("turned", output.getValue().turnedType()));
    }

    /** Values that have names, an input as it is, and a value that is an output already. */
    private void furtherOutputs(RowsGrowth growth) {
        List<Map.Entry<String, Rows>> named = new ArrayList<>(growth.named().entrySet());
        Collections.reverse(named);
        for (Map.Entry<String, Rows> value : named) {
            boolean possible = !stream || !value.getValue().length().isEmpty();
            if (possible && outputs.size() < 4 && dice.chance(0.25)) {
                outputs.putIfAbsent(value.getKey(), value.getValue());
            }
        }
        for (String again : List.of("same", "again")) {
            if (dice.chance(again.equals("same") ? 0.12 : 0.08)) {
                Map<String, Rows> from = again.equals("same") ? starts : outputs;
                String name = dice.pick(List.copyOf(from.keySet()));
                if (turned.contains(name)) {
                    continue;
                }
                Rows rows = Objects.requireNonNull(from.get(name), name);
                growth.from(name, rows);
                growth.rename(again);
                outputs.put(again, rows);
            }
        }
    }
}
