package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Gives names to some of a model's numbers, or writes them as expressions. */
final class Consts {

    private Consts() {}

    static RandomModel in(RandomModel model, Dice dice) {
        RandomModel named = model;
        int count = dice.chance(Weights.CONSTS) ? dice.between(1, 3) : 0;
        for (int i = 0; i < count; i++) {
            named = one(named, dice, "$C" + (i + 1));
        }
        return named;
    }

    private static RandomModel one(RandomModel model, Dice dice, String name) {
        List<String> literals = Stream.concat(
                        model.inputs().stream().flatMap(port -> Numbers.literals(port.type()).stream()),
                        Literals.of(model.items().toList()).stream())
                .toList();
        if (literals.isEmpty()) {
            return model;
        }
        String literal = dice.pick(literals);
        Argument constant = new Argument(name, literal);
        String written = name;
        if (!literal.contains(".") && dice.chance(0.6)) {
            int number = Integer.parseInt(literal);
            switch (dice.below(4)) {
                case 0 -> {
                    constant = constant.with(String.valueOf(2 * number));
                    written = name + " / 2";
                }
                case 1 -> {
                    constant = constant.with(number + " + 1");
                    written = name + " - 1";
                }
                case 2 -> {
                    constant = constant.with(String.valueOf(number + 3));
                    written = name + " - (1 + 1 * 2)";
                }
                default -> {
                    constant = constant.with("(" + number + " - " + number % 2 + ") / 2");
                    written = "2 * " + name + " + " + number % 2;
                }
            }
        }
        List<Argument> consts = new ArrayList<>(model.consts());
        consts.add(constant);
        String expression = written;
        return model.mapTexts(text -> Numbers.replaced(text, literal, expression, () -> dice.chance(0.5)))
                .withConsts(consts)
                .swept();
    }
}
