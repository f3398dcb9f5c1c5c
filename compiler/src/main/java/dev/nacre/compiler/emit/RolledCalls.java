package dev.nacre.compiler.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns runs of calls that repeat, with numbers that grow by the same steps each time, into loops, as they come of equal
 * layers one after the other.
 */
final class RolledCalls {

    /** Fewer repetitions stay as they are. */
    private static final int FEWEST = 3;

    /** The most calls in a loop. */
    private static final int MOST_CALLS = 64;

    private final List<Commented> calls;

    private RolledCalls(List<Commented> calls) {
        this.calls = calls;
    }

    /**
     * A call and what it is for.
     *
     * @param comment stands above it
     */
    record Commented(String comment, Call call) {

        Statements.Line line() {
            return new Statements.Line(comment, call.code());
        }
    }

    /** Calls that repeat: {@code times} times {@code period} calls. */
    private record Run(int period, int times) {

        int calls() {
            return period * times;
        }
    }

    /** The calls as statements, in the same order. */
    static List<Statements.Line> lines(List<Commented> calls) {
        RolledCalls rolled = new RolledCalls(calls);
        List<Statements.Line> lines = new ArrayList<>();
        for (int from = 0; from < calls.size(); ) {
            Run run = rolled.longest(from);
            lines.add(run.times() < FEWEST ? calls.get(from).line() : rolled.loop(from, run));
            from += run.times() < FEWEST ? 1 : run.calls();
        }
        return lines;
    }

    /** The run from a call on that has most calls and fits into a method, of these the one with the shortest period. */
    private Run longest(int from) {
        Run longest = new Run(1, 1);
        int most = Math.min(MOST_CALLS, (calls.size() - from) / FEWEST);
        int arguments = 0;
        for (int period = 1; period <= most; period++) {
            arguments += call(from + period - 1).arguments().size();
            if (!Statements.fits(arguments)) {
                return longest;
            }
            Run run = new Run(period, times(from, period));
            if (run.times() >= FEWEST && run.calls() > longest.calls()) {
                longest = run;
            }
        }
        return longest;
    }

    private int times(int from, int period) {
        int next = from + period;
        while (next < calls.size() && continues(from, next, period)) {
            next++;
        }
        return (next - from) / period;
    }

    /** Whether a call follows from the one a period before it as that one did from its own. */
    private boolean continues(int from, int next, int period) {
        Call call = call(next);
        Call before = call(next - period);
        return call.isLike(before)
                && (next - 2 * period < from
                        || Arrays.equals(call(next - 2 * period).stepsTo(before), before.stepsTo(call)));
    }

    private Call call(int index) {
        return calls.get(index).call();
    }

    private Statements.Line loop(int from, Run run) {
        List<Statements.Line> lines = new ArrayList<>();
        for (int i = from; i < from + run.period(); i++) {
            long[] steps = call(i).stepsTo(call(i + run.period()));
            String last = calls.get(i + run.calls() - run.period()).comment();
            String first = calls.get(i).comment();
            lines.add(new Statements.Line(first.equals(last) ? first : first + " … " + last, call(i).code(steps)));
        }
        String comment = lines.get(0).comment();
        boolean alike = lines.stream().allMatch(line -> line.comment().equals(comment));
        List<Statements.Line> inside = alike
                ? lines.stream()
                        .map(line -> new Statements.Line("", line.code()))
                        .toList()
                : lines;
        String loop = "for (int " + Call.COUNTER + " = 0; " + Call.COUNTER + " < " + run.times() + "; " + Call.COUNTER
                + "++) {\n" + Statements.text(inside).indent(4) + "}";
        return new Statements.Line(alike ? comment : "", loop);
    }
}
