package dev.nacre.compiler.oracle;

import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a checked network computes, in {@code double}: layer by layer on plain arrays, from PyTorch's formulas. It shares
 * nothing with the compiler behind the checker, so what both agree on is not one mistake made once.
 *
 * <p>Arrays hold all samples one after the other, each in row-major order, and parameters as PyTorch keeps them.
 */
public final class NetworkOracle {

    private NetworkOracle() {}

    /**
     * What a forward pass makes.
     *
     * @param outputs by port
     * @param buffers what running statistics are afterwards, by name; none after a prediction
     */
    public record Result(Map<String, double[]> outputs, Map<String, double[]> buffers) {}

    /** The outputs of {@code n} samples. */
    public static Map<String, double[]> predict(
            Network network, Map<String, double[]> inputs, Map<String, double[]> parameters, int n) {
        return run(network, inputs, parameters, n, false).outputs();
    }

    /** A forward pass of training, without dropout. */
    public static Result train(Network network, Map<String, double[]> inputs, Map<String, double[]> parameters, int n) {
        return run(network, inputs, parameters, n, true);
    }

    private static Result run(
            Network network, Map<String, double[]> inputs, Map<String, double[]> parameters, int n, boolean training) {
        Map<String, double[]> tensors = new HashMap<>(parameters);
        List<List<Grid>> values = new ArrayList<>();
        Map<Integer, List<List<Grid>>> ends = new HashMap<>();
        for (Network.Port port : network.inputs()) {
            values.add(samples(port.shape(), named(inputs, port.name()), n));
        }
        for (Layer layer : network.layers()) {
            List<List<Grid>> read = layer.inputs().stream().map(values::get).toList();
            List<List<Grid>> carried = ends.getOrDefault(layer.inputs().get(0), List.of());
            LayerOracle oracle = new LayerOracle(layer, read, carried, tensors, training);
            values.add(layer.operation().match(oracle));
            ends.put(values.size() - 1, oracle.ends());
        }
        Map<String, double[]> outputs = new LinkedHashMap<>();
        for (Network.Port port : network.outputs()) {
            outputs.put(port.name(), joined(values.get(port.value())));
        }
        Map<String, double[]> buffers = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (tensor != parameters.get(name)) {
                buffers.put(name, tensor);
            }
        });
        return new Result(outputs, buffers);
    }

    static double[] named(Map<String, double[]> arrays, String name) {
        double[] array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("there is no array for " + name + " among " + arrays.keySet());
        }
        return array;
    }

    private static List<Grid> samples(Shape shape, double[] all, int n) {
        int width = shape.elements();
        List<Grid> samples = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            samples.add(Grid.of(shape, Arrays.copyOfRange(all, i * width, (i + 1) * width)));
        }
        return samples;
    }

    private static double[] joined(List<Grid> samples) {
        return samples.stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.values()))
                .toArray();
    }
}
