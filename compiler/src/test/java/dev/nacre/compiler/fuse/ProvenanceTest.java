package dev.nacre.compiler.fuse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.kernel.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The comment above each call names all layers that the call computes. */
class ProvenanceTest {

    @Test
    void aProductWithoutBiasIsNamedBeforeWhatIsFusedToIt() {
        assertNamed(
                "model M (x: [16, 9, 9]) < conv2d(16, 3, bias = false); batchnorm2d; relu >",
                "0: conv2d, batchnorm2d, relu, test.nn:1");
        assertNamed("model M (x: [16]) < linear(16, bias = false); relu >", "0: linear 16 -> 16, relu, test.nn:1");
    }

    @Test
    void aProductWithBiasIsNamedOnce() {
        assertNamed("model M (x: [16]) < linear(16); relu >", "0: linear 16 -> 16, relu, test.nn:1");
    }

    @Test
    void aFunctionInALoopOfItsOwnIsNamedThere() {
        assertNamed(
                "model M (x: [16]) < linear(16, bias = false); tanh >",
                "0: linear 16 -> 16, test.nn:1",
                "1: tanh, test.nn:1");
    }

    private static void assertNamed(String nn, String... expected) {
        List<String> comments = NnCompiler.plan(Models.parse(nn)).predict().stream()
                .map(Step::provenance)
                .toList();
        assertTrue(comments.containsAll(List.of(expected)), comments::toString);
    }
}
