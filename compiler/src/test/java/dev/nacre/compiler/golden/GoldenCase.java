package dev.nacre.compiler.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One file of reference results: a model's text, its parameters and inputs, and PyTorch's outputs and gradients.
 *
 * @param nn the model's source
 * @param training whether PyTorch's model was in training mode
 * @param tensors by name, such as {@code param.0.weight} or {@code grad_input.x}, row-major
 */
public record GoldenCase(String name, String nn, boolean training, Map<String, Tensor> tensors) {

    private static final Pattern TRAINING = Pattern.compile("\"mode\":\"train\"");

    private static final Pattern TENSOR = Pattern.compile(
            "\"([^\"]+)\":\\{\"dtype\":\"(F32|I32)\",\"shape\":\\[([\\d,]*)],\"data_offsets\":\\[(\\d+),(\\d+)]}");
    private static final Pattern NN = Pattern.compile("\"nn\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A tensor's sizes and its elements in row-major order. */
    public static final class Tensor {
        private final List<Integer> shape;
        private final double[] values;

        Tensor(List<Integer> shape, double[] values) {
            this.shape = shape;
            this.values = values;
        }

        public List<Integer> shape() {
            return shape;
        }

        public float[] toFloats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        public int[] toInts() {
            return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
        }

        public double[] toDoubles() {
            return values.clone();
        }
    }

    /** Every case of a model whose layers the compiler knows, by name. */
    public static List<GoldenCase> all() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
            return files.map(file -> file.getFileName().toString().replace(".safetensors", ""))
                    .sorted()
                    .map(GoldenCase::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The case of that name among the test resources. */
    public static GoldenCase load(String name) {
        try (InputStream in = GoldenCase.class.getResourceAsStream("/golden/" + name + ".safetensors")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no golden case " + name);
            }
            return parse(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenCase parse(String name, byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(file.getLong(0));
        String json = new String(bytes, Long.BYTES, length, StandardCharsets.UTF_8).replaceAll("([:,]) ", "$1");
        String nn = NN.matcher(json)
                .results()
                .map(match -> match.group(1).replace("\\\"", "\"").replace("\\n", "\n"))
                .findFirst()
                .orElse("");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Matcher matcher = TENSOR.matcher(json);
        while (matcher.find()) {
            tensors.put(matcher.group(1), tensor(matcher, file, Long.BYTES + length));
        }
        return new GoldenCase(name, nn, TRAINING.matcher(json).find(), tensors);
    }

    private static Tensor tensor(Matcher header, ByteBuffer file, int data) {
        List<Integer> shape = Arrays.stream(header.group(3).split(","))
                .filter(size -> !size.isEmpty())
                .map(Integer::valueOf)
                .toList();
        int start = data + Integer.parseInt(header.group(4));
        double[] values = new double[(Integer.parseInt(header.group(5)) - Integer.parseInt(header.group(4))) / 4];
        boolean floats = header.group(2).equals("F32");
        for (int i = 0; i < values.length; i++) {
            int at = start + i * 4;
            values[i] = floats ? file.getFloat(at) : file.getInt(at);
        }
        return new Tensor(shape, values);
    }

    /** The tensors whose names start with {@code prefix} and a dot, by the rest of their names. */
    public Map<String, Tensor> group(String prefix) {
        return tensors.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix + "."))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length() + 1),
                        Map.Entry::getValue,
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** {@link #group} in double. */
    public Map<String, double[]> doubles(String prefix) {
        Map<String, double[]> doubles = new LinkedHashMap<>();
        group(prefix).forEach((key, tensor) -> doubles.put(key, tensor.toDoubles()));
        return doubles;
    }

    /** How many samples the inputs hold. */
    public int batch() {
        return group("input").values().iterator().next().shape().get(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
