package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Shape;
import java.util.Optional;

/** What is known of the value that a layer is applied to. */
public interface LayerInput {

    ElementType elements();

    Shape shape();

    /** The way that its shape took. */
    ShapeTrace trace();

    /** What made it; nothing made an input. */
    Optional<Operation> maker();

    /** {@code [3]}, {@code int[128]}. */
    default String type() {
        return (elements() == ElementType.INT ? "int" : "") + shape();
    }
}
