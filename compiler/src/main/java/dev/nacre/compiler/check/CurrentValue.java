package dev.nacre.compiler.check;

import dev.nacre.compiler.check.layer.LayerInput;
import dev.nacre.compiler.check.layer.ShapeTrace;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;

/** What is known of the value that the next item of a chain is applied to. */
sealed interface CurrentValue {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind. */
    interface Cases<R> {
        R known(Known current);

        R several(Several current);

        R unstated(Unstated current);

        R poisoned(Poisoned current);
    }

    /**
     * A value with its number in the network, and the way that its shape took.
     *
     * @param maker what made it; nothing made an input
     */
    record Known(int value, ElementType elements, Shape shape, ShapeTrace trace, Optional<Operation> maker)
            implements CurrentValue, LayerInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.known(this);
        }
    }

    /** Two or more values side by side, for an item that joins them. */
    record Several(List<Known> values) implements CurrentValue {
        public Several {
            values = List.copyOf(values);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.several(this);
        }
    }

    /** The input of a model without a signature, before its first layer has stated the size. */
    record Unstated() implements CurrentValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unstated(this);
        }
    }

    /** A value about which nothing can be said after a mistake; nothing that follows from it is reported. */
    record Poisoned() implements CurrentValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.poisoned(this);
        }
    }
}
