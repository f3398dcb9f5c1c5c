package dev.nacre.compiler.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The numbers that stand for a network's lengths between lowering and emission: for each a prime that is at least its bound and
 * divides no other size. All that is laid out for the prime has room for every length, and a count is a multiple of the prime
 * just where it counts places of that length, however often axes were merged or cut on the way. A length that a layer makes of
 * another one, such as {@code (T+1)/2}, has a prime of its own.
 *
 * @param primes in the order in which the inputs name the lengths, then in that of the layers
 */
public record Lengths(Map<Length, Integer> primes) {

    /** Smaller primes divide too many sizes. */
    private static final int LEAST = 17;

    /** So often axes are made longer at most; what is still too short is copied. */
    private static final int MOST_TURNS = 20;

    /** Of a network all of whose sizes are numbers. */
    public static final Lengths NONE = new Lengths(Map.of());

    public Lengths {
        primes = new LinkedHashMap<>(primes);
    }

    /** Those of the inputs, and what layers make of them. */
    public static Lengths of(Network network) {
        List<Integer> sizes = sizes(network);
        Map<Length, Integer> primes = new LinkedHashMap<>();
        Stream.concat(
                        network.inputs().stream().map(Network.Port::shape),
                        network.layers().stream().map(Layer::output))
                .flatMap(shape -> IntStream.range(0, shape.rank()).mapToObj(shape::length))
                .flatMap(Optional::stream)
                .map(Lengths::undivided)
                .forEach(length -> primes.computeIfAbsent(length, each -> prime(each.bound(), sizes, primes.values())));
        for (int turn = 0; turn < MOST_TURNS && widen(network, primes, sizes); turn++) {
            // What was made longer may be what others are made of.
        }
        return new Lengths(primes);
    }

    private static Length undivided(Length length) {
        return length.divided().map(Lengths::undivided).orElse(length);
    }

    /** What stands for a length: its prime, or a multiple of that of another one. */
    public int number(Length length) {
        return length.divided()
                .map(part -> Math.multiplyExact(length.factor(), number(part)))
                .orElseGet(() -> Objects.requireNonNull(primes.get(length), length::name));
    }

    /** The smallest that a declared length may be, so that something is left of all that is made of it. */
    public int least(Length declared) {
        return primes.keySet().stream()
                .filter(length -> length.declared().equals(declared))
                .mapToInt(Length::least)
                .max()
                .orElse(1);
    }

    /** Makes axes longer over which more windows slide than they have room for, so that these need no copy; whether there were any. */
    private static boolean widen(Network network, Map<Length, Integer> primes, List<Integer> sizes) {
        boolean any = false;
        for (Layer layer : network.layers()) {
            Shape from = network.shapeOf(layer.inputs().get(0));
            List<WindowAxis> axes =
                    layer.operation() instanceof Convolution convolution ? convolution.axes() : List.of();
            for (int axis = 0; axis < axes.size(); axis++) {
                WindowAxis window = axes.get(axis);
                Optional<Length> length = from.length(axis + 1);
                if (length.isPresent() && window.before() + window.after() == 0) {
                    int windows = new Lengths(primes)
                            .number(layer.output().length(axis + 1).orElseThrow());
                    int reached = (windows - 1) * window.stride() + window.reach();
                    if (reached > new Lengths(primes).number(length.get())) {
                        Length longer = undivided(length.get());
                        int factor = length.get().bound() / longer.bound();
                        primes.put(longer, prime((reached - 1) / factor + 1, sizes, primes.values()));
                        any = true;
                    }
                }
            }
        }
        return any;
    }

    private static int prime(int least, List<Integer> sizes, Collection<Integer> taken) {
        return IntStream.iterate(Math.max(LEAST, least), n -> n + 1)
                .filter(Lengths::isPrime)
                .filter(n -> !taken.contains(n))
                .filter(n -> sizes.stream().noneMatch(size -> size % n == 0))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isPrime(int n) {
        return IntStream.iterate(2, d -> (long) d * d <= n, d -> d + 1).noneMatch(d -> n % d == 0);
    }

    /** The sizes of all axes that have no length. */
    private static List<Integer> sizes(Network network) {
        Stream<Shape> values = Stream.of(
                        network.inputs().stream().map(Network.Port::shape),
                        network.layers().stream().map(Layer::output),
                        network.parameters().stream().map(Parameter::shape))
                .flatMap(shapes -> shapes);
        List<Integer> sizes = new ArrayList<>();
        values.forEach(shape -> IntStream.range(0, shape.rank())
                .filter(axis -> shape.length(axis).isEmpty())
                .forEach(axis -> sizes.add(shape.size(axis))));
        network.layers().forEach(layer -> addWindows(network, layer, sizes));
        return sizes.stream().distinct().toList();
    }

    /** What windows have between values: their own sizes, and axes with the places around them. */
    private static void addWindows(Network network, Layer layer, List<Integer> sizes) {
        List<WindowAxis> axes = windows(layer.operation());
        for (int axis = 0; axis < axes.size(); axis++) {
            WindowAxis window = axes.get(axis);
            sizes.addAll(List.of(window.size(), window.reach()));
            for (Shape shape : List.of(network.shapeOf(layer.inputs().get(0)), layer.output())) {
                int length = shape.size(axis + 1);
                sizes.addAll(List.of(length + window.before(), length + window.before() + window.after()));
            }
        }
    }

    private static List<WindowAxis> windows(Operation operation) {
        if (operation instanceof Pooling pooling) {
            return pooling.axes();
        } else if (operation instanceof Convolution convolution) {
            return convolution.axes();
        }
        return operation instanceof TransposedConvolution transposed ? transposed.axes() : List.of();
    }

    public boolean any() {
        return !primes.isEmpty();
    }

    /** Those that inputs declare, in their order. */
    public List<Length> declared() {
        return primes.keySet().stream().filter(length -> !length.isDerived()).toList();
    }

    /** All of them: those that inputs declare first, then those that layers make. */
    public List<Length> all() {
        return List.copyOf(primes.keySet());
    }

    /** The length that a prime stands for. */
    public Length of(int prime) {
        return primes.entrySet().stream()
                .filter(entry -> entry.getValue() == prime)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /**
     * A product of sizes.
     *
     * @param primes of the lengths in it, each as often as it is a factor
     */
    public record Count(int fixed, List<Integer> primes) {}

    /** What a number that was made of sizes and primes counts. */
    public Count count(int size) {
        int fixed = size;
        List<Integer> factors = new ArrayList<>();
        for (int prime : primes.values()) {
            for (; fixed % prime == 0 && fixed > 0; fixed /= prime) {
                factors.add(prime);
            }
        }
        return new Count(fixed, factors);
    }

    /**
     * How many blocks a sample has that are as long as one of its axes, of which the samples differ in their length: 1 if that is
     * the first axis or if there is none.
     */
    public int blocks(Shape sized) {
        int blocks = 1;
        for (int axis = 0; axis < sized.rank(); axis++) {
            if (!count(sized.size(axis)).primes().isEmpty()) {
                return blocks;
            }
            blocks *= sized.size(axis);
        }
        return 1;
    }

    /** Whether a sample's elements have other distances in a caller's array than they have where there is room for every length. */
    public boolean areSpread(Shape sized) {
        return IntStream.range(1, sized.rank())
                .anyMatch(axis -> !count(sized.size(axis)).primes().isEmpty());
    }

    /**
     * Whether two axes of a layout, one inside of the other, may be walked as one. Behind an axis that has a length there is
     * room for what a shorter sample lacks.
     */
    public boolean areOne(int outer, int inner) {
        return outer == 1 || count(inner).primes().isEmpty();
    }

    /** A shape whose sizes are all numbers. */
    public Shape sized(Shape shape) {
        List<Integer> sizes = IntStream.range(0, shape.rank())
                .map(axis -> shape.length(axis).map(this::number).orElse(shape.size(axis)))
                .boxed()
                .toList();
        return new Shape(sizes);
    }

    /** The network with a number for each length, which the stages behind the check take as any size. */
    public Network sized(Network network) {
        if (!any()) {
            return network;
        }
        return new Network(
                network.name(),
                network.packageName(),
                network.doc(),
                network.visibility(),
                network.inputs().stream().map(this::sized).toList(),
                network.outputs().stream().map(this::sized).toList(),
                network.layers().stream().map(this::sized).toList(),
                network.groups(),
                network.parameters(),
                network.isStreaming(),
                network.span());
    }

    /** The network for one step: each length is 1. */
    public Network ofOneStep(Network network) {
        Map<Length, Integer> ones = new LinkedHashMap<>();
        primes.keySet().forEach(length -> ones.put(length, 1));
        return new Lengths(ones).sized(network);
    }

    private Network.Port sized(Network.Port port) {
        return new Network.Port(port.name(), port.elements(), sized(port.shape()), port.value());
    }

    private Layer sized(Layer layer) {
        return new Layer(
                layer.path(),
                layer.kind(),
                counted(layer.operation(), layer.output()),
                layer.inputs(),
                sized(layer.output()),
                layer.parameters(),
                layer.span());
    }

    /** With a number for each count of windows that depends on a length. */
    private Operation counted(Operation operation, Shape to) {
        if (operation instanceof Convolution convolution) {
            return new Convolution(
                    convolution.in(),
                    convolution.out(),
                    counted(convolution.axes(), to),
                    convolution.groups(),
                    convolution.bias());
        }
        return operation instanceof Pooling pooling
                ? new Pooling(pooling.kind(), counted(pooling.axes(), to), pooling.countPadding())
                : operation;
    }

    /** @param windows the shape in which there is a place for each window */
    private List<WindowAxis> counted(List<WindowAxis> axes, Shape windows) {
        return IntStream.range(0, axes.size())
                .mapToObj(axis -> windows.length(axis + 1)
                        .map(length -> axes.get(axis).counting(number(length)))
                        .orElse(axes.get(axis)))
                .toList();
    }
}
