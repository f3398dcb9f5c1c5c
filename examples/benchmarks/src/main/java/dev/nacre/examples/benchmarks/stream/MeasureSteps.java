package dev.nacre.examples.benchmarks.stream;

import static java.util.stream.Collectors.joining;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.contestant.Stepper;
import dev.nacre.examples.benchmarks.timing.Budget;
import dev.nacre.examples.benchmarks.timing.Stopwatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * In a JVM of its own: all take steps of one model by turns, in windows so short that they meet the same state of the machine.
 * An answer is the seconds of a step of each {@link Way} in windows that follow each other.
 */
final class MeasureSteps {

    private static final double WINDOW = 0.04;

    private MeasureSteps() {}

    public static void main(String[] arguments) {
        Streamed model = Streamed.valueOf(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        SameSteps.check(model);
        List<Stepper> steppers = Stream.of(Way.values())
                .map(way -> model.enter(way, Streamed.ROWS))
                .toList();
        List<Stopwatch> watches = new ArrayList<>();
        for (Stepper stepper : steppers) {
            watches.add(new Stopwatch(stepper::step));
        }
        // Twice, because the loop that calls them is compiled anew when it has seen another one.
        for (int time = 0; time < 2; time++) {
            watches.forEach(watch -> watch.warmUp(Budget.of(0)));
        }
        for (int round = 0; round < rounds; round++) {
            ChildJvm.answer(round(watches, round));
        }
        steppers.forEach(Stepper::close);
    }

    /** Another one goes first in each round. */
    private static String round(List<Stopwatch> watches, int round) {
        double[] seconds = new double[watches.size()];
        for (int i = 0; i < seconds.length; i++) {
            int turn = (round + i) % seconds.length;
            seconds[turn] = watches.get(turn).window(WINDOW);
        }
        return Arrays.stream(seconds).mapToObj(String::valueOf).collect(joining(" "));
    }
}
