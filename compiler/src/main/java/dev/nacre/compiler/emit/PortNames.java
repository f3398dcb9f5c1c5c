package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.FlagRows;
import dev.nacre.compiler.kernel.GatherRows;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Network.Port;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What generated methods call a model's ports. In what applications call, an array has the port's own name. Behind that,
 * where other names stand beside it, it is {@code x} for an input and {@code y} for an output, numbered if there are
 * several, with {@code g} in front for a gradient.
 *
 * @param outputGradients of the outputs of {@code float}
 * @param inputGradients of the inputs of {@code float}
 * @param lengths that the inputs declare
 * @param derived those of outputs that layers make of them
 */
record PortNames(
        List<Name> inputs,
        List<Name> outputs,
        List<Name> outputGradients,
        List<Name> inputGradients,
        List<LengthName> lengths,
        List<LengthName> derived) {

    PortNames {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        outputGradients = List.copyOf(outputGradients);
        inputGradients = List.copyOf(inputGradients);
        lengths = List.copyOf(lengths);
        derived = List.copyOf(derived);
    }

    /**
     * A length that is known when the model is called.
     *
     * @param index among all of the model
     * @param least the smallest that it may be; of one that layers make, the smallest that what it is made of may be
     * @param array with the lengths of samples, in what applications call; empty if layers make it
     * @param local one of them, behind that, or how it is computed
     */
    record LengthName(Length length, int index, int least, String array, String local) {

        String parameter() {
            return "int[] " + array;
        }
    }

    /** Whether samples may differ in their lengths. */
    boolean hasLengths() {
        return !lengths.isEmpty();
    }

    /** The length that a port's size depends on; empty if each sample has as many elements. */
    Optional<LengthName> lengthOf(Name name) {
        Shape shape = name.port().shape();
        return Stream.concat(lengths.stream(), derived.stream())
                .filter(known -> shape.hasLength() && known.length().equals(shape.firstLength()))
                .findFirst();
    }

    /**
     * One array.
     *
     * @param outside in what applications call
     * @param inside behind that
     * @param kernel in a kernel class
     * @param rows how many rows each table has of which it holds indices; {@link #NO_TABLE} if it does not
     */
    record Name(Port port, String outside, String inside, String kernel, int rows) {

        static final int NO_TABLE = 0;

        private String type() {
            return port.isFloat() ? "float[] " : "int[] ";
        }

        /** As a parameter of what applications call. */
        String parameter() {
            return type() + outside;
        }

        /** As a parameter behind that. */
        String insideParameter() {
            return type() + inside;
        }

        /** As a parameter of a kernel class's method: the array alone, whose first sample is meant. */
        String sampleParameter() {
            return type() + kernel;
        }

        /** As parameters of a kernel class's method: the array, and where in it the first sample is. */
        String batchParameter() {
            return type() + kernel + ", int " + kernel + "o";
        }

        /** Elements of a sample, or of each of its places if their number is known when the model is called. */
        int width() {
            Shape shape = port.shape();
            return shape.hasLength() ? shape.elements() / shape.firstLength().bound() : shape.elements();
        }

        /** The arguments for {@link #batchParameter}. */
        String argument(String firstSample) {
            return inside + ", " + Code.times(firstSample, port.shape().elements());
        }
    }

    static PortNames of(Network network, Plan plan) {
        return new PortNames(
                names(network.inputs(), "x", port -> rows(plan, port)),
                names(network.outputs(), "y", port -> Name.NO_TABLE),
                gradients(network.outputs(), "y"),
                gradients(network.inputs(), "x"),
                lengths(plan.lengths()),
                derived(network, plan.lengths()));
    }

    /** Lengths of outputs that no input has. */
    private static List<LengthName> derived(Network network, Lengths lengths) {
        int first = lengths.declared().size();
        List<Length> all = network.outputs().stream()
                .filter(port -> port.shape().hasLength())
                .map(port -> port.shape().firstLength())
                .filter(Length::isDerived)
                .distinct()
                .toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> new LengthName(
                        all.get(i),
                        first + i,
                        lengths.least(all.get(i).declared()),
                        "",
                        "(" + all.get(i).expression() + ")"))
                .toList();
    }

    private static List<LengthName> lengths(Lengths lengths) {
        List<Length> all = lengths.declared();
        return IntStream.range(0, all.size())
                .mapToObj(i -> new LengthName(
                        all.get(i),
                        i,
                        lengths.least(all.get(i)),
                        all.size() == 1
                                ? "lengths"
                                : "lengths" + capitalised(all.get(i).name()),
                        all.get(i).variable()))
                .toList();
    }

    /** What a kernel class calls the array of the input or output with that index. */
    static String kernel(String letter, int index, int count) {
        return count == 1 ? letter : letter + (index + 1);
    }

    /** The rows of the smallest table that is read by integers of the input with that index; two, if they are flags. */
    private static int rows(Plan plan, int port) {
        return plan.predict().stream()
                .filter(step -> step.operands().stream()
                        .anyMatch(operand -> operand instanceof Operand.OfBuffer of
                                && of.buffer().home() == Buffer.Home.INPUT
                                && of.buffer().port() == port))
                .flatMapToInt(step -> allowed(step.kernel()))
                .min()
                .orElse(Name.NO_TABLE);
    }

    /** How many integers a kernel takes, from 0 on, if it takes any. */
    private static IntStream allowed(Kernel kernel) {
        return kernel instanceof GatherRows gather
                ? IntStream.of(gather.count())
                : kernel instanceof FlagRows ? IntStream.of(FlagRows.COUNT) : IntStream.empty();
    }

    private static List<Name> names(List<Port> ports, String letter, IntUnaryOperator rows) {
        return IntStream.range(0, ports.size())
                .mapToObj(i -> {
                    String kernel = kernel(letter, i, ports.size());
                    return new Name(ports.get(i), ports.get(i).name(), kernel, kernel, rows.applyAsInt(i));
                })
                .toList();
    }

    private static List<Name> gradients(List<Port> ports, String letter) {
        List<Name> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).isFloat()) {
                String kernel = kernel(letter, i, ports.size());
                String outside = "grad" + capitalised(ports.get(i).name());
                // Names that differ in the case of their first letter alone do not differ behind "grad".
                while (!taken.add(outside)) {
                    outside += "_";
                }
                names.add(new Name(ports.get(i), outside, "grad" + capitalised(kernel), "g" + kernel, Name.NO_TABLE));
            }
        }
        return names;
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** One {@code float} input and one {@code float} output, for which the runtime's interfaces have methods. */
    boolean single() {
        return !hasLengths()
                && inputs.size() == 1
                && outputs.size() == 1
                && inputs.get(0).port().isFloat()
                && outputs.get(0).port().isFloat();
    }

    /** Inputs, then outputs. */
    List<Name> all() {
        return Stream.concat(inputs.stream(), outputs.stream()).toList();
    }

    /** {@code text} of each name, with commas between them. */
    static String list(List<Name> names, Function<Name, String> text) {
        return names.stream().map(text).collect(Collectors.joining(", "));
    }

    /** Such a list with a comma behind it, unless it is empty. */
    static String listBefore(List<Name> names, Function<Name, String> text) {
        return names.isEmpty() ? "" : list(names, text) + ", ";
    }

    /** Elements of {@code arrays}, one for each name. */
    static String elements(List<Name> names, String arrays) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> arrays + (names.get(i).port().isFloat() ? ".floats(" : ".ints(") + i + ")")
                .collect(Collectors.joining(", "));
    }
}
