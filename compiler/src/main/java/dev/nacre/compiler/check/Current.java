package dev.nacre.compiler.check;

import dev.nacre.compiler.model.Shape;

/** What is known of the value that the next item of a chain is applied to. */
sealed interface Current {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind. */
    interface Cases<R> {
        R known(Known current);

        R unstated(Unstated current);

        R poisoned(Poisoned current);
    }

    /** A value with its number in the network. */
    record Known(int value, Shape shape) implements Current {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.known(this);
        }
    }

    /** The input of a model without a signature, before its first layer has stated the size. */
    record Unstated() implements Current {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unstated(this);
        }
    }

    /** A value about which nothing can be said after a mistake; nothing that follows from it is reported. */
    record Poisoned() implements Current {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.poisoned(this);
        }
    }
}
