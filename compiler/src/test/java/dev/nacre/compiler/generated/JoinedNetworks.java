package dev.nacre.compiler.generated;

import static dev.nacre.compiler.model.Operation.Activation.Function.GELU;
import static dev.nacre.compiler.model.Operation.Activation.Function.RELU;
import static dev.nacre.compiler.model.Operation.Activation.Function.TANH;
import static dev.nacre.compiler.model.Operation.Join.Kind.MEAN;
import static dev.nacre.compiler.model.Operation.Join.Kind.PRODUCT;
import static dev.nacre.compiler.model.Operation.Join.Kind.SUM;

import dev.nacre.compiler.model.Network;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Networks whose values meet again: concatenations, joins, values and parameters with several uses. */
public final class JoinedNetworks {

    private static final List<Network> ALL = List.of(
            parts("Parts", 1, 3, 15, 16, 17, 33),
            parts("PartsOfWholeVectors", 16, 32, 17),
            parts("WideParts", 100, 35, 130, 64),
            parts("ManyParts", IntStream.range(0, 70).map(i -> 1 + i % 3).toArray()),
            result("ResultOfParts", 5, 3),
            result("ResultOfOnes", 1, 1, 2),
            result("ResultOfWholeVectors", 16, 32),
            withInput("Skip", 5, 3),
            withInput("SkipOfWholeVectors", 16, 16),
            growing("Growing", 16),
            growing("GrowingByFew", 3),
            rows("Rows", 16),
            rows("NarrowRows", 3),
            columns(),
            alongAxis("Channels", 0),
            alongAxis("Middle", 1),
            alongAxis("Last", 2),
            sameThreeTimes(),
            residual("Residual", 16, 64),
            residual("NarrowResidual", 5, 3),
            gated(),
            manyJoined(),
            broadcast(),
            shared("Shared", 16),
            shared("SharedNarrow", 3),
            sharedByShapes(),
            sharedPrelu(),
            sharedHead(),
            sharedOnInput(),
            recurrent("Recurrent", 16),
            recurrent("NarrowRecurrent", 3));

    private JoinedNetworks() {}

    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of(ALL);
    }

    public static List<Network> networks() {
        return ALL;
    }

    static CompiledModels compiled() {
        return Compiled.MODELS;
    }

    private static int[] heads(Graph g, int... widths) {
        int[] heads = new int[widths.length];
        for (int i = 0; i < widths.length; i++) {
            heads[i] = g.activation(i % 2 == 0 ? RELU : TANH, g.linear("head" + i, 0, widths[i]));
        }
        return heads;
    }

    private static Network parts(String name, int... widths) {
        Graph g = new Graph(name, 5);
        return g.result(g.linear("end", g.concat(0, heads(g, widths)), 7));
    }

    private static Network result(String name, int... widths) {
        Graph g = new Graph(name, 35);
        return g.result(g.concat(0, heads(g, widths)));
    }

    private static Network withInput(String name, int in, int out) {
        Graph g = new Graph(name, in);
        int both = g.concat(0, 0, g.activation(RELU, g.linear("a", 0, out)));
        return g.result(g.linear("b", g.activation(TANH, both), 3));
    }

    /** Each layer reads what all the others made. */
    private static Network growing(String name, int growth) {
        Graph g = new Graph(name, 5);
        int all = g.activation(RELU, g.linear("first", 0, growth));
        for (int i = 0; i < 3; i++) {
            all = g.concat(0, all, g.activation(RELU, g.linear("more" + i, all, growth)));
        }
        return g.result(g.softmax(0, all));
    }

    private static Network rows(String name, int width) {
        Graph g = new Graph(name, 7, 5);
        int a = g.linear("a", 0, width);
        int b = g.activation(TANH, g.linear("b", 0, width));
        int all = g.concat(0, a, b, g.activation(RELU, a));
        return g.result(g.linear("end", g.softmax(0, all), 3));
    }

    private static Network columns() {
        Graph g = new Graph("Columns", 7, 5);
        int a = g.linear("a", 0, 3);
        int b = g.activation(TANH, g.linear("b", 0, 17));
        return g.result(g.linear("end", g.concat(1, a, b, 0), 4));
    }

    private static Network alongAxis(String name, int axis) {
        Graph g = new Graph(name, 3, 4, 5);
        int both = g.concat(axis, 0, g.activation(TANH, 0), g.prelu("p", 0));
        return g.result(g.softmax(axis, both));
    }

    private static Network sameThreeTimes() {
        Graph g = new Graph("SameThreeTimes", 16);
        int h = g.activation(RELU, g.linear("a", 0, 16));
        return g.result(g.linear("b", g.concat(0, h, h, 0, h), 2));
    }

    private static Network residual(String name, int width, int inner) {
        Graph g = new Graph(name, width);
        int x = 0;
        for (int i = 0; i < 3; i++) {
            int f = g.linear("out" + i, g.activation(GELU, g.linear("in" + i, x, inner)), width);
            x = g.join(i == 1 ? MEAN : SUM, x, f);
        }
        return g.result(x);
    }

    private static Network gated() {
        Graph g = new Graph("Gated", 33);
        int gate = g.activation(TANH, g.linear("gate", 0, 17));
        int value = g.linear("value", 0, 17);
        return g.result(g.linear("end", g.join(PRODUCT, gate, value, value), 3));
    }

    private static Network manyJoined() {
        Graph g = new Graph("ManyJoined", 5);
        int[] widths = new int[20];
        Arrays.fill(widths, 17);
        int[] heads = heads(g, widths);
        return g.result(g.concat(0, g.join(SUM, heads), g.join(MEAN, heads), g.join(PRODUCT, heads)));
    }

    private static Network broadcast() {
        Graph g = new Graph("Broadcast", 8, 1, 1);
        int wide = g.linear("wide", 0, 5);
        int scaled = g.join(PRODUCT, 0, wide);
        int narrow = g.linear("narrow", scaled, 1);
        return g.result(g.join(SUM, narrow, g.activation(TANH, wide), scaled));
    }

    private static Network shared(String name, int width) {
        Graph g = new Graph(name, 5);
        int x = g.activation(RELU, g.linear("first", 0, width));
        for (int i = 0; i < 3; i++) {
            x = g.activation(RELU, g.linear("again", x, width));
        }
        return g.result(g.linear("last", x, 2));
    }

    private static Network sharedByShapes() {
        Graph g = new Graph("SharedByShapes", 7, 32);
        int rows = g.activation(TANH, g.linear("s", 0, 32));
        int one = g.linear("down", g.flatten(rows), 32);
        int again = g.activation(RELU, g.linear("s", one, 32));
        return g.result(g.linear("end", g.concat(0, g.flatten(rows), again), 3));
    }

    private static Network sharedPrelu() {
        Graph g = new Graph("SharedPrelu", 7, 5);
        int rows = g.prelu("p", g.linear("a", 0, 5));
        int flat = g.prelu("p", g.flatten(rows));
        int other = g.prelu("q", g.linear("b", flat, 16));
        return g.result(g.prelu("q", g.linear("c", other, 16)));
    }

    /** A weight whose inputs are in the lanes. */
    private static Network sharedHead() {
        Graph g = new Graph("SharedHead", 35);
        int a = g.activation(RELU, g.linear("a", 0, 35));
        int b = g.linear("a", a, 35);
        return g.result(g.join(SUM, g.linear("h", a, 1), g.linear("h", b, 1), g.linear("h", 0, 1)));
    }

    private static Network sharedOnInput() {
        Graph g = new Graph("SharedOnInput", 17);
        int a = g.linear("a", 0, 16);
        int b = g.linear("a", g.activation(TANH, 0), 16);
        return g.result(g.linear("end", g.concat(0, a, b), 2));
    }

    /** A state that is carried along and concatenated with the input. */
    private static Network recurrent(String name, int width) {
        Graph g = new Graph(name, width);
        int state = g.activation(TANH, g.linear("start", 0, width));
        for (int i = 0; i < 3; i++) {
            state = g.activation(TANH, g.linear("step", g.concat(0, 0, state), width));
        }
        return g.result(state);
    }
}
