package dev.nacre.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.emit.Call.Argument;
import dev.nacre.compiler.emit.RolledCalls.Commented;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which calls become loops: those that repeat with numbers that grow evenly. */
class RolledCallsTest {

    private static Commented call(String method, long... numbers) {
        List<Argument> arguments = new ArrayList<>(List.of(Argument.of("n")));
        LongStream.of(numbers).forEach(number -> arguments.add(Argument.at("a", number)));
        return new Commented("", new Call(method, arguments));
    }

    private static String rolled(Commented... calls) {
        return Statements.text(RolledCalls.lines(List.of(calls)));
    }

    @Test
    void callsWithConstantStepsAreALoop() {
        assertEquals(
                """
                for (int i = 0; i < 4; i++) {
                    step(n, a + 8 + i * 16, a, a + 90 - i * 10);
                }
                """,
                rolled(
                        call("step", 8, 0, 90),
                        call("step", 24, 0, 80),
                        call("step", 40, 0, 70),
                        call("step", 56, 0, 60)));
    }

    @Test
    void twoRepetitionsStayAsTheyAre() {
        assertEquals("step(n, a);\nstep(n, a + 16);\n", rolled(call("step", 0), call("step", 16)));
    }

    @Test
    void aNumberThatDoesNotGrowEvenlyEndsTheLoop() {
        assertEquals(
                """
                for (int i = 0; i < 3; i++) {
                    step(n, a + i * 16);
                }
                step(n, a + 49);
                step(n, a + 64);
                """, rolled(call("step", 0), call("step", 16), call("step", 32), call("step", 49), call("step", 64)));
    }

    @Test
    void numbersWithoutAnyOrderAreNoLoop() {
        assertEquals(
                "step(n, a);\nstep(n, a + 16);\nstep(n, a + 48);\nstep(n, a + 32);\n",
                rolled(call("step", 0), call("step", 16), call("step", 48), call("step", 32)));
    }

    @Test
    void twoCallsThatAlternateAreOneLoop() {
        assertEquals(
                """
                first(n, a);
                for (int i = 0; i < 3; i++) {
                    multiply(n, a + i * 4);
                    add(n, a + 7 + i * 5);
                }
                last(n, a);
                """,
                rolled(
                        call("first", 0),
                        call("multiply", 0),
                        call("add", 7),
                        call("multiply", 4),
                        call("add", 12),
                        call("multiply", 8),
                        call("add", 17),
                        call("last", 0)));
    }

    @Test
    void aLoopFitsIntoAMethod() {
        List<Commented> calls = new ArrayList<>();
        for (int i = 0; i < 3 * 60; i++) {
            calls.add(call("layer" + i % 60, LongStream.range(i, i + 9).toArray()));
        }
        List<Statements.Line> lines = RolledCalls.lines(calls);
        assertEquals(
                List.of(),
                lines.stream().filter(line -> !Statements.fits(List.of(line))).toList());
    }

    @Test
    void anotherMethodOrAnotherArrayIsNoRepetition() {
        Commented elsewhere = new Commented("", new Call("step", List.of(Argument.of("n"), Argument.at("b", 32))));
        assertEquals(
                "step(n, a);\nstep(n, a + 16);\nstep(n, b + 32);\nother(n, a + 48);\n",
                rolled(call("step", 0), call("step", 16), elsewhere, call("other", 48)));
    }

    @Test
    void aLoopIsCommentedWithItsFirstAndLastCall() {
        Commented[] calls = new Commented[3];
        for (int t = 0; t < calls.length; t++) {
            calls[t] = new Commented("state " + t, call("step", t).call());
        }
        assertEquals("""
                // state 0 … state 2
                for (int i = 0; i < 3; i++) {
                    step(n, a + i);
                }
                """, rolled(calls));
    }
}
