package dev.nacre.compiler.random;

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
        growth.add(new Step(template.call(), template.after()));
    }

    private Draft.Template template() {
        String name = growth.draft.name("$Block");
        Growth inner = growth.ofBlock().grow(dice.between(1, 4));
        Block block = new Block(name, List.of(), inner.items());
        Draft.Template template = new Draft.Template(block, Item.of(name), growth.value(), inner.value());
        growth.draft.add(template);
        return template;
    }
}
