package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.method.Code;
import java.util.List;

/**
 * A statement that calls a method.
 *
 * @param method what is called, as Java writes it
 */
record Call(String method, List<Argument> arguments) {

    /** What counts the repetitions of a loop around calls. */
    static final String COUNTER = "i";

    Call {
        arguments = List.copyOf(arguments);
    }

    /**
     * An argument: text, which may be followed by a number that differs between otherwise equal calls.
     *
     * @param text before the number; empty if there is nothing else
     * @param number what is added to the text; 0 if there is no number
     * @param counted whether there may be a number
     */
    record Argument(String text, long number, boolean counted) {

        static Argument of(String text) {
            return new Argument(text, 0, false);
        }

        static Argument of(long number) {
            return new Argument("", number, true);
        }

        /** A place in an array, {@code offset} behind one that has a name. */
        static Argument at(String base, long offset) {
            return new Argument(base, offset, true);
        }

        /** Whether the arguments differ in their numbers at most. */
        boolean isLike(Argument other) {
            return counted == other.counted && text.equals(other.text);
        }

        /** The argument in a loop that adds {@code step} with each repetition. */
        String code(long step) {
            String start = text.isEmpty() ? String.valueOf(number) : Code.at(text, number);
            if (step == 0) {
                return start;
            }
            String moved = Code.times(COUNTER, Math.abs(step));
            return start.equals("0") && step > 0 ? moved : start + (step < 0 ? " - " : " + ") + moved;
        }
    }

    /** Whether the calls differ in numbers at most. */
    boolean isLike(Call other) {
        boolean same = method.equals(other.method) && arguments.size() == other.arguments.size();
        for (int i = 0; same && i < arguments.size(); i++) {
            same = arguments.get(i).isLike(other.arguments.get(i));
        }
        return same;
    }

    /** By how much the numbers of a call that is like this one are larger. */
    long[] stepsTo(Call other) {
        long[] steps = new long[arguments.size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = other.arguments.get(i).number() - arguments.get(i).number();
        }
        return steps;
    }

    /** The statement. */
    String code() {
        return code(new long[arguments.size()]);
    }

    /** The statement in a loop in which numbers grow by these steps. */
    String code(long[] steps) {
        StringBuilder code = new StringBuilder(method).append('(');
        for (int i = 0; i < steps.length; i++) {
            code.append(i == 0 ? "" : ", ").append(arguments.get(i).code(steps[i]));
        }
        return code.append(");").toString();
    }
}
