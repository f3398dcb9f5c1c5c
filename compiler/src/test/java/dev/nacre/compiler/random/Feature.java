package dev.nacre.compiler.random;

import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.CarriedState;
import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Something that random models must have now and then. */
record Feature(String name, BiPredicate<RandomModel, Network> isIn) {

    static List<Feature> all() {
        return Stream.of(written(), ports(), layers(), neighbours())
                .flatMap(List::stream)
                .toList();
    }

    private static Feature item(String name, Predicate<Item> is) {
        return new Feature(name, (model, network) -> model.items().anyMatch(is));
    }

    private static Feature layer(String name, Predicate<Operation> is) {
        return new Feature(
                name, (model, network) -> network.layers().stream().anyMatch(layer -> is.test(layer.operation())));
    }

    private static boolean isWith(Item item, String word, String argument) {
        return item.word().equals(word)
                && item.arguments().stream().anyMatch(other -> other.value().equals(argument));
    }

    /** What is seen in the text. */
    private static List<Feature> written() {
        List<Feature> features = new ArrayList<>();
        for (String copies : List.of("0", "1", "2", "3")) {
            features.add(item("repeat(" + copies + ")", item -> isWith(item, "repeat", copies)));
        }
        for (String word : List.of("sum", "mul", "mean", "concat")) {
            features.add(item(
                    "an empty branch of " + word,
                    item -> item.word().equals(word) && item.branches().stream().anyMatch(List::isEmpty)));
            features.add(item(
                    word + " of current values",
                    item -> item.word().equals(word)
                            && item.branches().isEmpty()
                            && item.arguments().stream()
                                    .noneMatch(argument -> argument.name().isEmpty())));
        }
        for (String word : List.of("add", "mul", "concat")) {
            features.add(item(
                    word + "(name)",
                    item -> item.word().equals(word)
                            && item.branches().isEmpty()
                            && item.arguments().stream()
                                    .anyMatch(argument -> argument.name().isEmpty())));
        }
        features.add(item(
                "from one name",
                item -> item.word().equals(Item.FROM) && item.arguments().size() == 1));
        features.add(item(
                "from two names",
                item -> item.word().equals(Item.FROM) && item.arguments().size() == 2));
        features.add(item("two names behind ->", item -> item.taps().size() == 2));
        features.add(item("use", item -> item.word().equals(Item.USE)));
        features.add(item(
                "use of what is in another",
                item -> item.word().equals(Item.USE)
                        && item.arguments().get(0).value().contains(".")));
        features.add(item(
                "use with a label",
                item -> item.word().equals(Item.USE) && !item.label().isEmpty()));
        features.add(item("@frozen", item -> item.annotations().contains("@frozen")));
        features.add(item("@init", item -> item.annotations().stream().anyMatch(text -> text.startsWith("@init"))));
        features.add(new Feature("a block in a block", (model, network) -> model.blocks().stream()
                .anyMatch(block -> block.body().stream().flatMap(Item::all).anyMatch(Item::isBlock))));
        features.add(new Feature("a parameter with a default", (model, network) -> model.blocks().stream()
                .anyMatch(block -> block.parameters().stream()
                        .anyMatch(parameter -> !parameter.value().isEmpty()))));
        features.add(new Feature("a parameter without", (model, network) -> model.blocks().stream()
                .anyMatch(block -> block.parameters().stream()
                        .anyMatch(parameter -> parameter.value().isEmpty()))));
        features.add(new Feature("a const", (model, network) -> !model.consts().isEmpty()));
        features.add(item("an expression", item -> item.arguments().stream()
                .anyMatch(argument -> argument.value().matches(".* [-+*/] .*"))));
        features.add(
                new Feature("no signature", (model, network) -> model.inputs().isEmpty()));
        return features;
    }

    private static List<Feature> ports() {
        List<Feature> features = new ArrayList<>();
        IntStream.rangeClosed(0, Shape.MAX_RANK).forEach(rank -> {
            features.add(new Feature("an input of rank " + rank, (model, network) -> network.inputs().stream()
                    .anyMatch(port -> port.shape().rank() == rank)));
            features.add(new Feature("an output of rank " + rank, (model, network) -> network.outputs().stream()
                    .anyMatch(port -> port.shape().rank() == rank)));
        });
        IntStream.rangeClosed(2, 4).forEach(count -> {
            features.add(new Feature(
                    count + " inputs", (model, network) -> network.inputs().size() == count));
            features.add(new Feature(
                    count + " outputs", (model, network) -> network.outputs().size() == count));
        });
        IntStream.rangeClosed(1, 2)
                .forEach(count -> features.add(new Feature(
                        count + " lengths",
                        (model, network) -> Lengths.of(network).all().size() == count)));
        features.add(new Feature("a stream", (model, network) -> network.isStreaming()));
        features.add(new Feature(
                "indices", (model, network) -> network.inputs().stream().anyMatch(port -> !port.isFloat())));
        features.add(new Feature("an output of indices", (model, network) -> network.outputs().stream()
                .anyMatch(port -> !port.isFloat())));
        features.add(new Feature("an output that is an input", (model, network) -> network.outputs().stream()
                .anyMatch(port -> port.value() < network.inputs().size())));
        features.add(new Feature(
                "two outputs of one value",
                (model, network) -> network.outputs().stream()
                                .map(Network.Port::value)
                                .distinct()
                                .count()
                        < network.outputs().size()));
        return features;
    }

    private static List<Feature> layers() {
        List<Feature> features = new ArrayList<>();
        features.add(layer(
                "a depthwise convolution",
                operation -> operation instanceof Convolution convolution
                        && convolution.groups() > 1
                        && convolution.groups() == convolution.in()));
        features.add(layer(
                "other groups",
                operation -> operation instanceof Convolution convolution
                        && convolution.groups() > 1
                        && convolution.groups() < convolution.in()));
        features.add(layer(
                "an even kernel with uneven padding",
                operation -> operation instanceof Convolution convolution
                        && convolution.axes().stream().anyMatch(axis -> axis.before() != axis.after())));
        features.add(layer(
                "dropout in a recurrent layer",
                operation -> operation instanceof Recurrence recurrence
                        && recurrence.dropout() > 0
                        && recurrence.layers() > 1));
        features.add(layer(
                "a recurrent layer that starts with given states",
                operation -> operation instanceof Recurrence recurrence && recurrence.started()));
        for (CarriedState.Part part : CarriedState.Part.values()) {
            features.add(layer("a final " + part, operation -> operation.equals(new CarriedState(part))));
        }
        features.add(layer(
                "dropout in attention",
                operation -> operation instanceof Attention attention && attention.dropout() > 0));
        features.add(layer(
                "dropout in an encoder layer",
                operation -> operation instanceof EncoderLayer encoder && encoder.dropout() > 0));
        for (int axis = 0; axis < 4; axis++) {
            int leading = axis;
            features.add(layer(
                    "concat along the axis " + axis,
                    operation -> operation instanceof Operation.Concat concat && concat.axis() == leading));
        }
        return features;
    }

    /** What layers have to do with their inputs, and with each other. */
    private static List<Feature> neighbours() {
        List<Feature> features = new ArrayList<>();
        features.add(new Feature("a kernel larger than the axis", (model, network) -> windows(network)
                .anyMatch(pair -> pair.window().reach() > pair.length())));
        features.add(new Feature("an axis of one element with padding", (model, network) -> windows(network)
                .anyMatch(pair -> pair.length() == 1 && pair.window().before() > 0)));
        features.add(new Feature("a single window", (model, network) -> windows(network)
                .anyMatch(pair -> pair.length() > 1 && pair.window().windows(pair.length()) == 1)));
        features.add(new Feature("a join with sizes that repeat", (model, network) -> network.layers().stream()
                .filter(layer -> layer.operation() instanceof Operation.Join)
                .anyMatch(layer -> layer.inputs().stream()
                        .anyMatch(value -> !network.shapeOf(value).equals(layer.output())))));
        features.add(
                new Feature("equal convolutions of one value", (model, network) -> equals(network, Convolution.class)));
        features.add(new Feature(
                "equal linear layers of one value", (model, network) -> equals(network, Operation.Linear.class)));
        return features;
    }

    private record Along(WindowAxis window, int length) {}

    private static Stream<Along> windows(Network network) {
        return network.layers().stream()
                .filter(layer -> layer.operation() instanceof Convolution)
                .flatMap(layer -> {
                    List<WindowAxis> axes = ((Convolution) layer.operation()).axes();
                    Shape input = network.shapeOf(layer.inputs().get(0));
                    return IntStream.range(0, axes.size())
                            .mapToObj(axis -> new Along(axes.get(axis), input.size(axis + 1)));
                });
    }

    private static boolean equals(Network network, Class<? extends Operation> kind) {
        Set<String> seen = new HashSet<>();
        return network.layers().stream()
                .filter(layer -> kind.isInstance(layer.operation()))
                .anyMatch(layer -> !seen.add(layer.inputs() + " " + layer.operation()));
    }
}
