package dev.nacre.compiler.check.initializer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * PyTorch's {@code calculate_gain}: what to multiply the deviation of weights with so that the values behind a function keep
 * their scale.
 */
final class NonlinearityGain {

    private static final String LEAKY_RELU = "leaky_relu";

    private static final Map<String, Double> FIXED = fixed();

    private NonlinearityGain() {}

    private static Map<String, Double> fixed() {
        Map<String, Double> gains = new TreeMap<>();
        List.of("linear", "sigmoid").forEach(name -> gains.put(name, 1.0));
        for (int dimensions = 1; dimensions <= 3; dimensions++) {
            gains.put("conv" + dimensions + "d", 1.0);
            gains.put("conv_transpose" + dimensions + "d", 1.0);
        }
        gains.put("tanh", 5.0 / 3);
        gains.put("relu", Math.sqrt(2));
        gains.put("selu", 3.0 / 4);
        return gains;
    }

    /** The functions that have one, in alphabetical order. */
    static String[] functions() {
        TreeMap<String, Double> all = new TreeMap<>(FIXED);
        all.put(LEAKY_RELU, Math.sqrt(2));
        return all.keySet().toArray(String[]::new);
    }

    /** The gain of one of them; {@code slope} is that of a leaky relu below 0, and of no importance otherwise. */
    static double of(String function, double slope) {
        return function.equals(LEAKY_RELU) ? Math.sqrt(2 / (1 + slope * slope)) : FIXED.getOrDefault(function, 1.0);
    }
}
