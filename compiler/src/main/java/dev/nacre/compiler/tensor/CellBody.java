package dev.nacre.compiler.tensor;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.Recurrence.Cell;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a recurrent cell for one element of its state, line by line. Forward, lines read {@code x0}, {@code x1}, …, what the
 * input contributes to each gate; {@code s0}, {@code s1}, …, what the state does; {@code h}, the state, and {@code c}, the memory,
 * before the step. They define {@code h1} and, for an LSTM, {@code c1}. Backward, they read what was kept; {@code gy} and {@code dh}, the
 * gradients of the state that arrive from outside and from the step that was computed after it; and {@code dc}, that of the memory. They define
 * {@code dx0}, … and, where it differs, {@code ds0}, …; and {@code carry}, what goes on to the step before besides the product with the weight: the
 * gradient of the memory, or what is added to that product.
 */
public record CellBody(List<Line> lines) {

    /** What the names of the sums of what input and state contribute start with. */
    public static final String GATE = "gate";

    /** The memory after a step. */
    private static final String MEMORY = "c1";

    private static final Scalar SUM = Scalar.add(arg(0), arg(1));
    private static final Scalar PRODUCT = Scalar.mul(arg(0), arg(1));
    private static final Scalar DIFFERENCE = Scalar.sub(arg(0), arg(1));
    /** The slopes of sigmoid and tanh, from their results, times what arrives. */
    private static final Scalar SIGMOID_SLOPE = Scalar.mul(arg(0), Scalar.mul(arg(1), Scalar.sub(constant(1), arg(1))));

    private static final Scalar TANH_SLOPE = Scalar.mul(arg(0), Scalar.sub(constant(1), Scalar.mul(arg(1), arg(1))));

    public CellBody {
        lines = List.copyOf(lines);
    }

    /** {@code name} = body of the named values. */
    public record Line(String name, Scalar body, List<String> arguments) {
        public Line {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Lines that are computed together for one element after the other. What an earlier stage has stored is read from there.
     *
     * @param isFirst whether no stage is before it
     */
    public record Stage(List<Line> lines, boolean isFirst) {
        public Stage {
            lines = List.copyOf(lines);
        }

        public boolean defines(String name) {
            return lines.stream().anyMatch(line -> line.name().equals(name));
        }
    }

    /** Whether a line defines the name. */
    public boolean defines(String name) {
        return lines.stream().anyMatch(line -> line.name().equals(name));
    }

    /** The lines up to the memory, and those from there on; all of them where there is no memory. */
    public List<Stage> stages() {
        int memory = 0;
        while (memory < lines.size() && !lines.get(memory).name().equals(MEMORY)) {
            memory++;
        }
        if (memory == lines.size()) {
            return List.of(new Stage(lines, true));
        }
        return List.of(
                new Stage(lines.subList(0, memory + 1), true),
                new Stage(lines.subList(memory + 1, lines.size()), false));
    }

    /** What a step keeps for its gradient, in the order in which it is stored; the state after it is first, that before it second. */
    public static List<String> kept(Cell cell) {
        return switch (cell) {
            case RNN_TANH, RNN_RELU -> List.of("h1", "h");
            case LSTM -> List.of("h1", "h", "in", "forget", "candidate", "out", "c", "squashed");
            case GRU -> List.of("h1", "h", "reset", "update", "candidate", "s2");
        };
    }

    /** Whether inputs and state contribute alike, so that their gradients are the same. */
    public static boolean isShared(Cell cell) {
        return cell != Cell.GRU;
    }

    /** Whether a memory goes from step to step beside the state. */
    public static boolean hasMemory(Cell cell) {
        return cell.carries() > 1;
    }

    /** Whether the gradient of the state before a step has a part besides the product with the weight. */
    public static boolean addsToState(Cell cell) {
        return cell == Cell.GRU;
    }

    /** A step. */
    public static CellBody forward(Cell cell) {
        Lines lines = new Lines();
        switch (cell) {
            case RNN_TANH -> lines.function("h1", Function.TANH, lines.gate(0));
            case RNN_RELU -> lines.add("h1", Scalar.max(arg(0), constant(0)), lines.gate(0));
            case LSTM -> {
                lines.function("in", Function.SIGMOID, lines.gate(0));
                lines.function("forget", Function.SIGMOID, lines.gate(1));
                lines.function("candidate", Function.TANH, lines.gate(2));
                lines.add("kept", PRODUCT, "forget", "c");
                lines.add("added", PRODUCT, "in", "candidate");
                lines.add(MEMORY, SUM, "kept", "added");
                lines.function("out", Function.SIGMOID, lines.gate(3));
                lines.function("squashed", Function.TANH, MEMORY);
                lines.add("h1", PRODUCT, "out", "squashed");
            }
            case GRU -> {
                lines.function("reset", Function.SIGMOID, lines.gate(0));
                lines.function("update", Function.SIGMOID, lines.gate(1));
                lines.add("kept", PRODUCT, "reset", "s2");
                lines.add("proposed", SUM, "x2", "kept");
                lines.function("candidate", Function.TANH, "proposed");
                lines.add("apart", DIFFERENCE, "h", "candidate");
                lines.add("moved", PRODUCT, "apart", "update");
                lines.add("h1", SUM, "moved", "candidate");
            }
        }
        return new CellBody(lines.lines);
    }

    /** The gradient of a step. */
    public static CellBody backward(Cell cell) {
        Lines lines = new Lines();
        lines.add("dh1", SUM, "gy", "dh");
        switch (cell) {
            case RNN_TANH -> lines.add("dx0", TANH_SLOPE, "dh1", "h1");
            case RNN_RELU ->
                lines.add("dx0", Scalar.select(Comparison.LE, arg(1), constant(0), constant(0), arg(0)), "dh1", "h1");
            case LSTM -> {
                lines.add("dout", PRODUCT, "dh1", "squashed");
                lines.add("dsquashed", PRODUCT, "dh1", "out");
                lines.add("dmemory", TANH_SLOPE, "dsquashed", "squashed");
                lines.add("dc1", SUM, "dc", "dmemory");
                lines.add("din", PRODUCT, "dc1", "candidate");
                lines.add("dforget", PRODUCT, "dc1", "c");
                lines.add("dcandidate", PRODUCT, "dc1", "in");
                lines.add("carry", PRODUCT, "dc1", "forget");
                lines.add("dx0", SIGMOID_SLOPE, "din", "in");
                lines.add("dx1", SIGMOID_SLOPE, "dforget", "forget");
                lines.add("dx2", TANH_SLOPE, "dcandidate", "candidate");
                lines.add("dx3", SIGMOID_SLOPE, "dout", "out");
            }
            case GRU -> {
                lines.add("apart", DIFFERENCE, "h", "candidate");
                lines.add("dupdate", PRODUCT, "dh1", "apart");
                lines.add("carry", PRODUCT, "dh1", "update");
                lines.add("dcandidate", DIFFERENCE, "dh1", "carry");
                lines.add("dx2", TANH_SLOPE, "dcandidate", "candidate");
                lines.add("dreset", PRODUCT, "dx2", "s2");
                lines.add("dx0", SIGMOID_SLOPE, "dreset", "reset");
                lines.add("dx1", SIGMOID_SLOPE, "dupdate", "update");
                lines.add("ds2", PRODUCT, "dx2", "reset");
            }
        }
        return new CellBody(lines.lines);
    }

    /** Lines that are being written. */
    private static final class Lines {

        private final List<Line> lines = new ArrayList<>();

        void add(String name, Scalar body, String... arguments) {
            lines.add(new Line(name, body, List.of(arguments)));
        }

        void function(String name, Function function, String argument) {
            add(name, Scalar.apply(function, arg(0)), argument);
        }

        /** What input and state contribute to a gate. */
        String gate(int which) {
            String name = GATE + which;
            add(name, SUM, "x" + which, "s" + which);
            return name;
        }
    }
}
