package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A layer of the language: its name, its arguments, and what it becomes for an input of a given shape. One class for each
 * layer or family of layers, listed in {@link LayerCatalogue}.
 */
public interface LayerRule {

    /** The canonical name, in PyTorch's spelling and lower case: {@code leaky_relu}. */
    String name();

    /** Its arguments; those with positions in their order. */
    List<Formal> formals();

    /** The layer for this input; empty when they do not fit, which has then been reported to the site. */
    Optional<LayerResult> apply(LayerSite site);

    /** The names of the values that it takes side by side; none for a layer that takes one value, as nearly all do. */
    default List<String> values() {
        return List.of();
    }

    /** Whether it may be applied to integers. */
    default boolean takesIntegers() {
        return false;
    }

    /** Whether the output has the shape of the input, whatever the arguments. */
    default boolean keepsShape() {
        return false;
    }

    /**
     * Why it cannot be applied to the value at hand, an axis of which is a length, as the rest of a sentence about the layer;
     * empty when it can.
     */
    default Optional<String> againstLength(LayerSite site) {
        return Optional.of("takes fixed sizes");
    }

    /** Whether it goes along a length, if that is the last dimension. */
    default boolean goesAlongLast() {
        return false;
    }

    /** The argument that tells it from a combinator of the same name, if there is one. */
    default Optional<String> tellingArgument() {
        return Optional.empty();
    }

    /** The shape of the model's input when this is the first layer and says so itself. */
    default Optional<Shape> statedInput(BoundArguments arguments) {
        return Optional.empty();
    }

    /** How to write the layer so that it states the model's input, if it can. */
    default Optional<String> statingInput() {
        return Optional.empty();
    }
}
