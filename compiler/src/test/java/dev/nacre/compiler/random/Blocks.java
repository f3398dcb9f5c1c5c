package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** Uses of blocks: of those that there are, and of new ones. */
final class Blocks {

    private final Growth growth;
    private final Dice dice;

    Blocks(Growth growth) {
        this.growth = growth;
        this.dice = growth.dice;
    }

    void grow() {
        List<Draft.Template> fitting = growth.draft.templates().stream()
                .filter(template -> growth.value().standsFor(template.before()))
                .toList();
        Draft.Template template = fitting.isEmpty() || dice.chance(0.4) ? template() : dice.pick(fitting);
        growth.add(new Step(template.call(), template.after()), template.labels());
    }

    private Draft.Template template() {
        String name = growth.draft.name("$Block");
        Growth inner = growth.ofBlock().grow(dice.between(1, 4));
        Draft.Template template = new Draft.Template(
                new Block(name, List.of(), inner.items()),
                Item.of(name),
                growth.value(),
                inner.value(),
                inner.scope().ownLabels());
        int parameters = dice.pick(0, 0, 1, 1, 2);
        for (int i = 0; i < parameters; i++) {
            template = withParameter(template);
        }
        growth.draft.add(template);
        return template;
    }

    /** The block with a parameter instead of a number, if there is one in it. */
    private Draft.Template withParameter(Draft.Template template) {
        Block block = template.block();
        List<String> literals = Literals.of(block.body());
        if (literals.isEmpty()) {
            return template;
        }
        String literal = dice.pick(literals);
        String name = growth.draft.name("p");
        List<Item> body = Literals.replaced(block.body(), literal, name, () -> dice.chance(0.7));
        boolean given = dice.chance(0.6);
        boolean positional =
                block.parameters().stream().noneMatch(other -> !other.value().isEmpty());
        List<Argument> parameters = new ArrayList<>(block.parameters());
        parameters.add(new Argument(name, given && positional ? "" : given ? other(literal) : literal));
        Item call = template.call();
        if (given) {
            boolean named = dice.chance(0.4)
                    || call.arguments().stream()
                            .anyMatch(before -> !before.name().isEmpty());
            call = call.argument(named || !positional ? name : "", literal);
        }
        return template.with(new Block(block.name(), parameters, body), call);
    }

    /** Another number, for a default that is not needed. */
    private String other(String literal) {
        return literal.contains(".") ? "0.75" : String.valueOf(dice.between(1, 9));
    }
}
