package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.CrossAttention;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.tensor.RoundingErrors.Bounded;
import java.util.Arrays;
import java.util.function.Supplier;

/** What the bounds of rounding errors allow, for networks chosen so that these show something. */
final class RoundingBounds implements Meaning.Tolerance {

    /** Of the largest value, or of 1: what the gradient of one slope, a sum over all samples and elements, may be off. */
    private static final double LARGEST_BOUND = 0.3;

    /**
     * Of the largest value, or of 1: what anything may be off where samples meet, behind several attentions and in an encoder
     * layer. Bounds of errors do not know there that what statistics and weights add up to cancels; they grow with each
     * normalisation, until a variance might be zero, and nothing is known any more.
     */
    private static final double LARGEST_DIFFERENCE = 1e-3;

    /** Whether the bounds of errors ignore that most of them cancel, and say nothing. */
    private final boolean cancelling;

    private RoundingBounds(boolean cancelling) {
        this.cancelling = cancelling;
    }

    static RoundingBounds of(Network network) {
        return new RoundingBounds(EveryOperation.samplesMeet(network)
                || count(network, Attention.class) + count(network, CrossAttention.class) > 1
                || count(network, EncoderLayer.class) > 0);
    }

    private static long count(Network network, Class<? extends Operation> kind) {
        return network.layers().stream()
                .map(Layer::operation)
                .filter(kind::isInstance)
                .count();
    }

    @Override
    public double[] of(String what, Bounded expected, Supplier<double[]> noise) {
        double largest = Arrays.stream(expected.values()).map(Math::abs).reduce(1, Math::max);
        double bound = Arrays.stream(expected.errors()).max().orElse(0);
        assertTrue(
                cancelling || bound <= LARGEST_BOUND * largest, what + ": an error up to " + bound + " shows nothing");
        double most = LARGEST_DIFFERENCE * largest;
        return Arrays.stream(expected.errors())
                .map(error -> cancelling ? Double.isNaN(error) ? most : Math.min(error, most) : error)
                .toArray();
    }
}
