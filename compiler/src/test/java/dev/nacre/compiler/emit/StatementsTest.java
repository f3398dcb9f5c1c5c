package dev.nacre.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.method.NestedClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which statements get a method of their own. */
class StatementsTest {

    private static String body(String... statements) {
        Statements sequence =
                new Statements(new NestedClasses("Room"), "part", "n", (name, body) -> MethodSpec.methodBuilder(name)
                        .addCode(body)
                        .build());
        return sequence.body(List.of(statements).stream()
                .map(code -> new Statements.Line("", code))
                .toList());
    }

    @Test
    void aStatementThatIsLargerThanAMethodShouldBeIsNotWrappedAgainAndAgain() {
        String large = "call(n" + ", 1".repeat(600) + ");";
        assertEquals(large + "\n", body(large));
        assertEquals("part1(n);\npart2(n);\n", body(large, large));
    }
}
