package dev.nacre.compiler.random;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model as a tree, which can be written as text and made smaller. */
public final class RandomModel {

    /** Before the word {@code model}. */
    private final List<String> annotations;

    private final List<Port> inputs;
    private final List<Port> outputs;
    private final List<Argument> consts;
    private final List<Block> blocks;
    private final List<Item> body;

    RandomModel(
            List<String> annotations,
            List<Port> inputs,
            List<Port> outputs,
            List<Argument> consts,
            List<Block> blocks,
            List<Item> body) {
        this.annotations = List.copyOf(annotations);
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.consts = List.copyOf(consts);
        this.blocks = List.copyOf(blocks);
        this.body = List.copyOf(body);
    }

    /** A model that is valid, with the shapes and names of the language page. The same seed gives the same model. */
    public static RandomModel of(long seed) {
        return switch (Weights.kind(seed)) {
            case FIXED -> ModelGrowth.of(seed);
            case LENGTHS -> LengthGrowth.of(seed);
            case STREAM -> LengthGrowth.streamOf(seed);
        };
    }

    /** What the sizes of a model's ports are, and whether it can be run step by step. */
    enum Kind {
        FIXED,
        LENGTHS,
        STREAM
    }

    List<String> annotations() {
        return annotations;
    }

    List<Port> inputs() {
        return inputs;
    }

    List<Port> outputs() {
        return outputs;
    }

    /** Names and values. */
    List<Argument> consts() {
        return consts;
    }

    List<Block> blocks() {
        return blocks;
    }

    List<Item> body() {
        return body;
    }

    /** All items, those of blocks included. */
    Stream<Item> items() {
        return Stream.concat(blocks.stream().flatMap(block -> block.body().stream()), body.stream())
                .flatMap(Item::all);
    }

    Optional<Block> block(String name) {
        return blocks.stream().filter(block -> block.name().equals(name)).findFirst();
    }

    RandomModel with(List<Item> other) {
        return new RandomModel(annotations, inputs, outputs, consts, blocks, other);
    }

    RandomModel withAnnotations(List<String> others) {
        return new RandomModel(others, inputs, outputs, consts, blocks, body);
    }

    RandomModel withInputs(List<Port> others) {
        return new RandomModel(annotations, others, outputs, consts, blocks, body);
    }

    RandomModel withOutputs(List<Port> others) {
        return new RandomModel(annotations, inputs, others, consts, blocks, body);
    }

    RandomModel withConsts(List<Argument> others) {
        return new RandomModel(annotations, inputs, outputs, others, blocks, body);
    }

    /** With a block instead of that of the same name. */
    RandomModel withBlock(Block other) {
        List<Block> others = blocks.stream()
                .map(block -> block.name().equals(other.name()) ? other : block)
                .toList();
        return new RandomModel(annotations, inputs, outputs, consts, others, body);
    }

    /** With other types, values of consts, and arguments. */
    RandomModel mapTexts(UnaryOperator<String> change) {
        UnaryOperator<Argument> value = argument -> argument.with(change.apply(argument.value()));
        UnaryOperator<List<Item>> items =
                chain -> chain.stream().map(item -> item.mapArguments(value)).toList();
        return new RandomModel(
                annotations,
                inputs.stream()
                        .map(port -> port.with(change.apply(port.type())))
                        .toList(),
                outputs.stream()
                        .map(port -> port.with(change.apply(port.type())))
                        .toList(),
                consts.stream().map(value).toList(),
                blocks.stream()
                        .map(block -> new Block(
                                block.name(),
                                block.parameters().stream().map(value).toList(),
                                items.apply(block.body())))
                        .toList(),
                items.apply(body));
    }

    /** The same without blocks and consts that nothing uses. */
    RandomModel swept() {
        Set<String> words = new TreeSet<>();
        addBlocks(body, words);
        List<Block> used =
                blocks.stream().filter(block -> words.contains(block.name())).toList();
        RandomModel swept = new RandomModel(annotations, inputs, outputs, consts, used, body);
        String text = swept.declared();
        List<Argument> known = consts.stream()
                .filter(constant -> text.contains(constant.name()))
                .toList();
        return new RandomModel(annotations, inputs, outputs, known, used, body);
    }

    private void addBlocks(List<Item> items, Set<String> words) {
        items.stream().flatMap(Item::all).filter(Item::isBlock).forEach(item -> {
            if (words.add(item.word())) {
                blocks.stream()
                        .filter(block -> block.name().equals(item.word()))
                        .forEach(block -> addBlocks(block.body(), words));
            }
        });
    }

    /**
     * The text of one model of that name. Its consts and blocks have names that start with it, so that several models fit
     * into one file.
     */
    public String text(String name) {
        String before = consts.stream()
                .map(constant -> "const " + constant.text() + ";\n")
                .collect(Collectors.joining());
        return (before + declared()).replace("$", name);
    }

    private String declared() {
        String before = blocks.stream().map(block -> block.text() + "\n").collect(Collectors.joining());
        String in = inputs.stream().map(Port::text).collect(Collectors.joining(", ", " (", ")"));
        String out = outputs.stream().map(Port::text).collect(Collectors.joining(", ", "(", ")"));
        if (outputs.size() == 1 && outputs.get(0).name().isEmpty()) {
            out = outputs.get(0).type();
        }
        String start = annotations.stream().map(annotation -> annotation + " ").collect(Collectors.joining());
        return before + start + "model $" + (inputs.isEmpty() ? "" : in) + (outputs.isEmpty() ? "" : " -> " + out)
                + " < " + Item.text(body) + " >\n";
    }

    /** Models with one simplification each, the most drastic first, of which some may not be valid. */
    public List<RandomModel> smaller() {
        return Simplifications.of(this);
    }

    /** How much there is in it. */
    public int size() {
        return Size.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RandomModel model && text("M").equals(model.text("M"));
    }

    @Override
    public int hashCode() {
        return text("M").hashCode();
    }

    @Override
    public String toString() {
        return text("M");
    }
}
