package dev.nacre.compiler.summary;

import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;

/**
 * The multiplications of a sample whose products are added up: what matrix products and convolutions cost. Biases,
 * elementwise functions, joins and normalisations count nothing, however long they take.
 */
public final class MultiplyAdds {

    private MultiplyAdds() {}

    /** Those of one application of a layer in prediction. */
    public static long of(Layer layer) {
        return layer.operation().match(new Operation.Cases<>() {
            /** Each output element is a dot product of {@code in} terms. */
            @Override
            public Long linear(Operation.Linear linear) {
                return (long) linear.in() * layer.output().elements();
            }

            @Override
            public Long activation(Operation.Activation activation) {
                return 0L;
            }

            @Override
            public Long prelu(Operation.Prelu prelu) {
                return 0L;
            }

            @Override
            public Long softmax(Operation.Softmax softmax) {
                return 0L;
            }

            @Override
            public Long dropout(Operation.Dropout dropout) {
                return 0L;
            }

            @Override
            public Long flatten(Operation.Flatten flatten) {
                return 0L;
            }

            @Override
            public Long join(Operation.Join join) {
                return 0L;
            }

            @Override
            public Long concat(Operation.Concat concat) {
                return 0L;
            }
        });
    }

    /** Those of all layers; a layer that is applied twice counts twice. */
    public static long of(Network network) {
        return network.layers().stream().mapToLong(MultiplyAdds::of).sum();
    }
}
