package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The random choices of one model, and what holds for all of it. */
final class Dice {

    private final SplittableRandom random;
    private final boolean drops;
    private final boolean samplesMeet;
    private final boolean ordinary;

    Dice(long seed) {
        this(seed, Weights.MODELS_WHOSE_SAMPLES_MEET);
    }

    private Dice(long seed, double samplesThatMeet) {
        this.random = new SplittableRandom(seed);
        this.drops = chance(Weights.MODELS_THAT_DROP);
        this.samplesMeet = chance(samplesThatMeet);
        this.ordinary = chance(Weights.ORDINARY_MODELS);
    }

    /** For a model in which each sample is on its own. */
    static Dice ofSamplesAlone(long seed) {
        return new Dice(seed, 0);
    }

    /** Whether training sets some values to zero at random. */
    boolean drops() {
        return drops;
    }

    /** Whether a sample's result may depend on the others of its batch. */
    boolean samplesMeet() {
        return samplesMeet;
    }

    /** Whether the model is made of what is in many networks, more than of anything that fits. */
    boolean isOrdinary() {
        return ordinary;
    }

    int below(int end) {
        return random.nextInt(end);
    }

    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    @SafeVarargs
    final <T> T pick(T first, T... others) {
        int index = below(others.length + 1);
        return index == 0 ? first : others[index - 1];
    }

    /** One of the keys, as often as their numbers say. The map must have an order of its own. */
    <T> T weighted(Map<T, Integer> weights) {
        int left = below(weights.values().stream().mapToInt(Integer::intValue).sum());
        for (Map.Entry<T, Integer> entry : weights.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("nothing to choose from");
    }

    /** The size of an axis: small, or around the number of lanes of a vector. */
    int size(int most) {
        int size = weighted(Weights.SIZES);
        while (size > most) {
            size = most < 2 ? 1 : between(1, most);
        }
        return size;
    }

    int divisor(int number) {
        List<Integer> divisors = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            if (number % i == 0) {
                divisors.add(i);
            }
        }
        return pick(divisors);
    }

    /** A probability of zeros. */
    double probability() {
        return drops ? pick(0.1, 0.25, 0.5, 0.3, 0.9) : 0;
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> left = new ArrayList<>(list);
        List<T> shuffled = new ArrayList<>();
        while (!left.isEmpty()) {
            shuffled.add(left.remove(below(left.size())));
        }
        return shuffled;
    }
}
