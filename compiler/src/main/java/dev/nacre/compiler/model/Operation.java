package dev.nacre.compiler.model;

/** What a layer computes, with every size and setting resolved; semantics are PyTorch's. */
public sealed interface Operation
        permits Operation.Linear,
                Operation.Activation,
                Operation.Prelu,
                Operation.Softmax,
                Operation.Dropout,
                Operation.Flatten,
                Operation.Join,
                Operation.Concat,
                Convolution,
                TransposedConvolution,
                Pooling,
                AdaptiveMean,
                Upsampling,
                BatchNorm,
                LayerNorm,
                RmsNorm,
                GroupNorm,
                ChannelDropout,
                Embedding,
                Position,
                Recurrence,
                FinalState,
                CarriedState,
                Attention,
                CrossAttention,
                EncoderLayer,
                DotProductAttention,
                Reshape,
                Transpose,
                Reduction {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind of operation; a new kind does not compile until every caller handles it. */
    interface Cases<R> {
        R linear(Linear linear);

        R activation(Activation activation);

        R prelu(Prelu prelu);

        R softmax(Softmax softmax);

        R dropout(Dropout dropout);

        R flatten(Flatten flatten);

        R join(Join join);

        R concat(Concat concat);

        R convolution(Convolution convolution);

        R transposedConvolution(TransposedConvolution transposedConvolution);

        R pooling(Pooling pooling);

        R adaptiveMean(AdaptiveMean adaptiveMean);

        R upsampling(Upsampling upsampling);

        R batchNorm(BatchNorm batchNorm);

        R layerNorm(LayerNorm layerNorm);

        R rmsNorm(RmsNorm rmsNorm);

        R groupNorm(GroupNorm groupNorm);

        R channelDropout(ChannelDropout channelDropout);

        R embedding(Embedding embedding);

        R position(Position position);

        R recurrence(Recurrence recurrence);

        R finalState(FinalState finalState);

        R carriedState(CarriedState carriedState);

        R attention(Attention attention);

        R crossAttention(CrossAttention crossAttention);

        R encoderLayer(EncoderLayer encoderLayer);

        R dotProductAttention(DotProductAttention dotProductAttention);

        R reshape(Reshape reshape);

        R transpose(Transpose transpose);

        R reduction(Reduction reduction);
    }

    /** y = x Wᵀ + b over the last axis; parameters: weight [out, in], and bias [out] if {@code bias}. */
    record Linear(int in, int out, boolean bias) implements Operation {

        /** The shape of the weight. */
        public Shape weight() {
            return Shape.of(out, in);
        }

        /** The shape of what comes of an input. */
        public Shape output(Shape input) {
            return input.with(input.rank() - 1, out);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.linear(this);
        }
    }

    /** An elementwise function without parameters. */
    record Activation(Function function, double argument) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.activation(this);
        }

        /** The functions; {@link Activation#argument} is negative_slope, alpha or beta where one is named, else 0. */
        public enum Function {
            RELU,
            /** Argument: negative_slope. */
            LEAKY_RELU,
            /** Argument: alpha. */
            ELU,
            SELU,
            GELU,
            GELU_TANH,
            SILU,
            MISH,
            SIGMOID,
            TANH,
            /** Argument: beta. */
            SOFTPLUS,
            SOFTSIGN,
            LOGSIGMOID,
            HARDTANH,
            RELU6,
            HARDSIGMOID,
            HARDSWISH
        }
    }

    /** max(0, x) + a·min(0, x) with the learned parameter weight [1]. */
    record Prelu() implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.prelu(this);
        }
    }

    /** exp(x)/Σexp(x) over one axis, or its logarithm. {@code axis} is non-negative. */
    record Softmax(int axis, boolean log) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.softmax(this);
        }
    }

    /** Training: zero with probability p, else x/(1−p). Prediction: the identity. */
    record Dropout(double p) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropout(this);
        }
    }

    /** All axes become one. */
    record Flatten() implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.flatten(this);
        }
    }

    /**
     * The elementwise sum, product or mean of all inputs, which have the same rank; an axis of size 1 repeats. The mean is
     * the sum in the order of the inputs, divided by their number.
     */
    record Join(Kind kind) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.join(this);
        }

        /** How elements are joined. */
        public enum Kind {
            SUM,
            PRODUCT,
            MEAN
        }
    }

    /** All inputs one after the other along an axis, in which alone they differ. {@code axis} is non-negative. */
    record Concat(int axis) implements Operation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.concat(this);
        }
    }
}
