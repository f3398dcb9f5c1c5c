package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.check.layer.ShapeLimits;
import dev.nacre.compiler.model.AdaptiveMean;
import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.CarriedState;
import dev.nacre.compiler.model.ChannelDropout;
import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.CrossAttention;
import dev.nacre.compiler.model.DotProductAttention;
import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.FinalState;
import dev.nacre.compiler.model.GroupNorm;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.LayerNorm;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Position;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Reduction;
import dev.nacre.compiler.model.Reshape;
import dev.nacre.compiler.model.RmsNorm;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.Transpose;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.model.Upsampling;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;

/** Checks that a model can be run step by step: its ports have one length, and no layer needs to know later steps. */
final class StreamChecker implements Operation.Cases<Optional<String>> {

    private static final String NOT_YET = "it cannot be run step by step";

    /** Of the last steps before a convolution. */
    private static final long MOST_KEPT = 1 << 26;

    /** Rows are made of so many numbers. */
    private static final int LANES = 16;

    private static final String OWN_STATE = "a stream keeps the states of its recurrent layers by itself";

    private final Shape output;

    /** @param output of the layer */
    private StreamChecker(Shape output) {
        this.output = output;
    }

    /** Reports what stands against it. */
    static void check(Network network, Annotation annotation, FileContext context) {
        List<Layer> carrying =
                network.layers().stream().filter(StreamChecker::carriesOutside).toList();
        if (!carrying.isEmpty()) {
            // Ports for states have no rows for steps: that they are there is said here.
            check(network, carrying, annotation, context);
            return;
        }
        Optional<Network.Port> other = other(network.inputs()).or(() -> other(network.outputs()));
        if (other.isPresent()) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN267,
                                    annotation.span(),
                                    "in a stream all inputs have a row for each step, and all outputs as many rows, but "
                                            + Wording.quoted(other.get().name()) + " is "
                                            + other.get().type())
                            .help("declare each with the same length, as in `x: [T <= 4096, 3]`"));
            return;
        }
        check(network, network.layers(), annotation, context);
    }

    /** What the item is called that stands at the layer's place. */
    private static String kind(Network network, Layer layer) {
        return layer.operation() instanceof CarriedState
                ? network.layers()
                        .get(layer.inputs().get(0) - network.inputs().size())
                        .kind()
                : layer.kind();
    }

    /** Whether states come from outside, or are given out: the cell of an LSTM never without its state. */
    private static boolean carriesOutside(Layer layer) {
        return layer.operation().equals(new CarriedState(CarriedState.Part.STATE))
                || (layer.operation() instanceof Recurrence recurrence && recurrence.started());
    }

    private static void check(Network network, List<Layer> layers, Annotation annotation, FileContext context) {
        for (Layer layer : layers) {
            layer.operation().match(new StreamChecker(layer.output())).ifPresent(reason -> context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN267,
                                    layer.span(),
                                    Wording.quoted(kind(network, layer)) + " cannot be part of a stream: " + reason)
                            .related(annotation.span(), "asks for a stream")));
        }
    }

    /** A port that has no length, or another one than the first. */
    private static Optional<Network.Port> other(List<Network.Port> ports) {
        Optional<Length> first = length(ports.get(0));
        return ports.stream()
                .filter(port -> length(port).isEmpty() || !length(port).equals(first))
                .findFirst();
    }

    private static Optional<Length> length(Network.Port port) {
        return port.shape().hasLength() ? Optional.of(port.shape().firstLength()) : Optional.empty();
    }

    /** Whether steps go along an axis of the output, which counts its axes as the input does. */
    private boolean areAlong(int axis) {
        return output.length(axis).isPresent();
    }

    @Override
    public Optional<String> linear(Operation.Linear linear) {
        return Optional.empty();
    }

    @Override
    public Optional<String> activation(Operation.Activation activation) {
        return Optional.empty();
    }

    @Override
    public Optional<String> prelu(Operation.Prelu prelu) {
        return Optional.empty();
    }

    @Override
    public Optional<String> softmax(Operation.Softmax softmax) {
        return areAlong(softmax.axis()) ? Optional.of("it goes over all steps") : Optional.empty();
    }

    @Override
    public Optional<String> dropout(Operation.Dropout dropout) {
        return Optional.empty();
    }

    @Override
    public Optional<String> flatten(Operation.Flatten flatten) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> join(Operation.Join join) {
        return Optional.empty();
    }

    @Override
    public Optional<String> concat(Operation.Concat concat) {
        return Optional.empty();
    }

    @Override
    public Optional<String> convolution(Convolution convolution) {
        boolean isCausal =
                convolution.axes().stream().allMatch(axis -> axis.before() == axis.reach() - 1 && axis.after() == 0);
        long kept = convolution.axes().stream()
                .mapToLong(axis -> 2L * axis.reach() * LANES * ((convolution.in() - 1) / LANES + 1))
                .sum();
        if (isCausal && kept > MOST_KEPT) {
            return Optional.of("it would keep " + ShapeLimits.grouped(kept) + " numbers, but at most "
                    + ShapeLimits.grouped(MOST_KEPT) + " are possible");
        }
        return isCausal ? Optional.empty() : Optional.of("a step depends on later ones; write `padding = \"causal\"`");
    }

    @Override
    public Optional<String> transposedConvolution(TransposedConvolution transposedConvolution) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> pooling(Pooling pooling) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> adaptiveMean(AdaptiveMean adaptiveMean) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> upsampling(Upsampling upsampling) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> batchNorm(BatchNorm batchNorm) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> layerNorm(LayerNorm layerNorm) {
        return Optional.empty();
    }

    @Override
    public Optional<String> rmsNorm(RmsNorm rmsNorm) {
        return Optional.empty();
    }

    @Override
    public Optional<String> groupNorm(GroupNorm groupNorm) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> channelDropout(ChannelDropout channelDropout) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> embedding(Embedding embedding) {
        return Optional.empty();
    }

    @Override
    public Optional<String> position(Position position) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> recurrence(Recurrence recurrence) {
        if (recurrence.started()) {
            return Optional.of(OWN_STATE + "; leave out `state`");
        }
        return recurrence.bidirectional()
                ? Optional.of("its second direction begins with the last step")
                : Optional.empty();
    }

    @Override
    public Optional<String> finalState(FinalState finalState) {
        return Optional.of("it takes the last step, and which one that is is never known");
    }

    @Override
    public Optional<String> carriedState(CarriedState carriedState) {
        return Optional.of(OWN_STATE + "; write one name behind `->`");
    }

    @Override
    public Optional<String> attention(Attention attention) {
        return causal(attention.causal(), attention.masked());
    }

    @Override
    public Optional<String> crossAttention(CrossAttention crossAttention) {
        return Optional.of("each step sees all of its memory");
    }

    @Override
    public Optional<String> dotProductAttention(DotProductAttention dotProductAttention) {
        return causal(dotProductAttention.causal(), dotProductAttention.masked());
    }

    private Optional<String> causal(boolean causal, boolean masked) {
        if (!causal) {
            return Optional.of("each step sees all others; write `causal = true`");
        } else if (masked) {
            return Optional.of("a mask is of a whole sequence");
        }
        return output.firstLength().isDerived()
                ? Optional.of("it keeps a row for each step, but there is one for some steps only")
                : Optional.empty();
    }

    @Override
    public Optional<String> encoderLayer(EncoderLayer encoderLayer) {
        return Optional.of("each step sees all others");
    }

    @Override
    public Optional<String> reshape(Reshape reshape) {
        return Optional.of(NOT_YET);
    }

    @Override
    public Optional<String> transpose(Transpose transpose) {
        return Optional.empty();
    }

    @Override
    public Optional<String> reduction(Reduction reduction) {
        return output.hasLength() ? Optional.empty() : Optional.of("its result is of all steps");
    }
}
