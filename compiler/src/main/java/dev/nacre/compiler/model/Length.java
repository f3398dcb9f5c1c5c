package dev.nacre.compiler.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The size of an axis that is known when the model is called, {@code T <= 512} in the language, or what windows make of one,
 * such as {@code (T+1)/2}. Axes of one length are equally long in every sample.
 *
 * @param of the name of the length that an input declares
 * @param most the largest that this may be; the smallest is {@link #least}
 * @param steps what was made of it, in order, as short as it can be written; none for the declared length itself
 */
public record Length(String of, int most, List<Step> steps) {

    /** {@code (times · x + plus) / by}, rounded down. */
    public record Step(long times, long plus, long by) {

        long apply(long x) {
            return Math.floorDiv(Math.addExact(Math.multiplyExact(times, x), plus), by);
        }

        /** As a formula of what {@code x} stands for. */
        String text(String x, String around) {
            String product = times == 1 ? x : times + sign("*", around) + x;
            String sum =
                    plus == 0 ? product : product + (plus < 0 ? sign("-", around) : sign("+", around)) + Math.abs(plus);
            boolean plain = plus == 0 && times == 1;
            return by == 1 ? sum : (plain ? sum : "(" + sum + ")") + sign("/", around) + by;
        }

        private static String sign(String sign, String around) {
            return around.isEmpty() ? sign : " " + sign + " ";
        }

        /** Both as one, if there is one. */
        private Optional<Step> and(Step next) {
            if (next.times == 1) {
                long sum = Math.addExact(plus, Math.multiplyExact(next.plus, by));
                return Optional.of(new Step(times, sum, Math.multiplyExact(by, next.by)));
            }
            if (by > 1) {
                return Optional.empty();
            }
            long sum = Math.addExact(Math.multiplyExact(next.times, plus), next.plus);
            return Optional.of(new Step(Math.multiplyExact(next.times, times), sum, next.by));
        }

        private Step reduced() {
            long factor = gcd(times, by);
            return new Step(times / factor, Math.floorDiv(plus, factor), by / factor);
        }

        private static long gcd(long a, long b) {
            return b == 0 ? a : gcd(b, a % b);
        }

        boolean isNothing() {
            return times == 1 && plus == 0 && by == 1;
        }
    }

    /** Above the smallest number that stands for a length. */
    private static final long PLACES_OF_ANY = 32;

    public Length {
        steps = List.copyOf(steps);
    }

    /** One that an input declares. */
    public Length(String name, int bound) {
        this(name, bound, List.of());
    }

    /** {@code T}, or a formula such as {@code (T+1)/2}. */
    public String name() {
        return text(of, "");
    }

    private String text(String name, String around) {
        String text = name;
        for (Step step : steps) {
            text = step.text(isFactor(text) ? text : "(" + text + ")", around);
        }
        return text;
    }

    private static boolean isFactor(String text) {
        return text.chars().allMatch(Character::isLetterOrDigit) && Character.isLetter(text.charAt(0));
    }

    /** Whether no input declares it. */
    public boolean isDerived() {
        return !steps.isEmpty();
    }

    /** The declared one that it is made of. */
    public Length declared() {
        return new Length(of, most);
    }

    /** The length of which this one is a multiple, whatever the sample; empty if there is none. */
    Optional<Length> divided() {
        int factor = factor();
        return factor == 1
                ? Optional.empty()
                : Optional.of(before().with(new Step(last().times / factor, last().plus / factor, 1)));
    }

    /** How many times as long as {@link #divided}. */
    int factor() {
        return isDerived() && last().by == 1 ? Math.toIntExact(Step.gcd(last().times, Math.abs(last().plus))) : 1;
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The largest that it may be. */
    public int bound() {
        return Math.toIntExact(places(most));
    }

    /** How long it is in a sample whose declared length is {@code size}; below 1 if there is nothing left. */
    public long places(int size) {
        long places = size;
        for (Step step : steps) {
            places = step.apply(places);
        }
        return places;
    }

    /** At least as many places of the declared length as room is made for, however small its bound: for windows a stride apart. */
    public long room() {
        return steps.stream().mapToLong(Step::by).reduce(PLACES_OF_ANY, Length::product);
    }

    private static long product(long a, long b) {
        return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
    }

    /** The smallest declared length of which something is left. */
    public int least() {
        int least = 1;
        while (least < most && places(least) < 1) {
            least++;
        }
        return least;
    }

    /** The length of the windows that slide over an axis of this one. */
    public Length windows(WindowAxis axis) {
        long around = (long) axis.before() + axis.after() - axis.reach();
        return with(new Step(1, around + axis.stride(), axis.stride()));
    }

    /** This many times as long. */
    public Length times(int factor) {
        return with(new Step(factor, 0, 1));
    }

    /** Longer by so many places. */
    public Length plus(int places) {
        return with(new Step(1, places, 1));
    }

    /** The {@code divisor}th part, rounded down. */
    public Length dividedBy(int divisor) {
        return with(new Step(1, 0, divisor));
    }

    private Length with(Step step) {
        Step next = step.reduced();
        Optional<Step> joined = isDerived() ? last().and(next) : Optional.empty();
        if (joined.isPresent()) {
            return before().with(joined.get());
        }
        List<Step> all = new ArrayList<>(steps);
        all.add(next);
        all.removeIf(Step::isNothing);
        return new Length(of, most, all);
    }

    /** What the last step was made of. */
    private Length before() {
        return new Length(of, most, steps.subList(0, steps.size() - 1));
    }

    /** What generated code calls the local variable with a sample's length. */
    public String variable() {
        return variable(identifier());
    }

    /** What stands for it in the names of generated methods. */
    public String identifier() {
        return isDerived()
                ? name().replace("(", "")
                        .replace(")", "")
                        .replace("+", "Plus")
                        .replace("-", "Minus")
                        .replace("/", "By")
                        .replace("*", "Times")
                : of;
    }

    /** How generated code computes a sample's length from the declared one. */
    public String expression() {
        return text(declared().variable(), " ");
    }

    /** What generated code calls the local variable with a sample's length of that name. */
    public static String variable(String name) {
        return "length" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
