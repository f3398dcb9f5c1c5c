package dev.nacre.compiler.generated;

import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.NetworkBuilder;
import dev.nacre.compiler.model.Operation.Activation.Function;
import dev.nacre.compiler.model.Operation.Join.Kind;
import java.util.List;

/** Networks with several inputs and outputs, of values and of indices. */
public final class PortNetworks {

    private PortNetworks() {}

    public static List<Network> all() {
        return List.of(
                twoInputs(),
                twoOutputs(),
                passedThrough(),
                sameValueTwice(),
                indices(),
                onlyIndices(),
                withoutParameters(),
                withoutInfluence(),
                wideAndNarrow(),
                sequences(),
                namesThatOnlyDifferInCase());
    }

    /** Two inputs that meet, and an output on the way. */
    static Network twoInputs() {
        NetworkBuilder b = new NetworkBuilder("TwoInputs");
        int left = b.input("left", 33);
        int right = b.input("right", 5);
        int one = b.linear("one", left, 17);
        int two = b.activation(Function.TANH, b.linear("two", right, 17));
        int both = b.join(Kind.PRODUCT, one, two);
        return b.output("score", b.linear("head", both, 1)).output("met", both).build();
    }

    /** An autoencoder, whose code is an output too. */
    static Network twoOutputs() {
        NetworkBuilder b = new NetworkBuilder("AutoEncoder");
        int x = b.input("x", 31);
        int code = b.linear("encoder", b.dropout(0.2, x), 16);
        int back = b.activation(Function.SIGMOID, b.linear("decoder", b.activation(Function.RELU, code), 31));
        return b.output("recon", back).output("code", code).build();
    }

    /** {@code c} is {@code a}; of wide rows and of narrow ones. */
    static Network passedThrough() {
        NetworkBuilder b = new NetworkBuilder("PassedThrough");
        int a = b.input("a", 3);
        int wide = b.input("wide", 4, 32);
        int x = b.input("x", 2);
        return b.output("y", b.linear("0", x, 1))
                .output("c", a)
                .output("wide2", wide)
                .output("flat", b.flatten(wide))
                .build();
    }

    static Network sameValueTwice() {
        NetworkBuilder b = new NetworkBuilder("SameValueTwice");
        int x = b.input("x", 20);
        int hidden = b.activation(Function.RELU, b.linear("0", x, 32));
        return b.output("one", hidden)
                .output("other", hidden)
                .output("x1", x)
                .output("x2", x)
                .build();
    }

    static Network indices() {
        NetworkBuilder b = new NetworkBuilder("Indices");
        int tokens = b.intInput("tokens", 2, 9);
        int x = b.input("x", 5);
        int y = b.linear("0", x, 16);
        return b.output("copy", tokens)
                .output("y", y)
                .output("flat", b.flatten(tokens))
                .output("again", tokens)
                .build();
    }

    static Network onlyIndices() {
        NetworkBuilder b = new NetworkBuilder("OnlyIndices");
        int tokens = b.intInput("tokens", 3, 5);
        return b.output("flat", b.flatten(tokens)).build();
    }

    static Network withoutParameters() {
        NetworkBuilder b = new NetworkBuilder("WithoutParameters");
        int a = b.input("a", 17);
        int other = b.input("b", 17);
        int sum = b.join(Kind.SUM, a, other);
        return b.output("sum", sum)
                .output("mean", b.activation(Function.TANH, b.join(Kind.MEAN, a, other, a)))
                .build();
    }

    /** Nothing depends on {@code idle}, nor {@code tokens} on anything. */
    static Network withoutInfluence() {
        NetworkBuilder b = new NetworkBuilder("WithoutInfluence");
        int idle = b.input("idle", 7);
        int wideIdle = b.input("wideIdle", 2, 16);
        int unread = b.intInput("unread", 4);
        int x = b.input("x", 3);
        int zero = b.dropout(1, b.input("dropped", 5));
        if (idle + wideIdle + unread != 3) {
            throw new IllegalStateException("inputs are not numbered from 0");
        }
        return b.output("y", b.linear("0", x, 2)).output("gone", zero).build();
    }

    /** Results that are computed in the caller's array, and such that are not. */
    static Network wideAndNarrow() {
        NetworkBuilder b = new NetworkBuilder("WideAndNarrow");
        int x = b.input("x", 130);
        int hidden = b.activation(Function.GELU, b.linear("0", x, 64));
        return b.output("wide", b.linear("1", hidden, 48))
                .output("one", b.linear("2", hidden, 1))
                .output("narrow", b.softmax(b.linear("3", hidden, 3)))
                .output("four", b.linear("4", hidden, 4))
                .build();
    }

    static Network sequences() {
        NetworkBuilder b = new NetworkBuilder("Sequences");
        int frames = b.input("frames", 7, 5);
        int bias = b.input("bias", 7, 16);
        int rows = b.activation(Function.SILU, b.join(Kind.SUM, b.linear("0", frames, 16), bias));
        return b.output("rows", rows)
                .output("logits", b.linear("1", b.flatten(rows), 6))
                .build();
    }

    static Network namesThatOnlyDifferInCase() {
        NetworkBuilder b = new NetworkBuilder("Names");
        int lower = b.input("a", 3);
        int upper = b.input("A", 3);
        int session = b.input("session", 2);
        int arena = b.intInput("arena", 2);
        return b.output("y", b.join(Kind.SUM, lower, upper))
                .output("Y", b.linear("0", session, 2))
                .output("to", arena)
                .build();
    }
}
