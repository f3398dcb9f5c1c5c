package dev.nacre.compiler.grad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.ProgramText;
import dev.nacre.compiler.tensor.Programs;
import dev.nacre.compiler.tensor.Verifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the backward pass reads and computes. */
class DifferentiationTest {

    private static String gradientsOf(String model) {
        Program program =
                Differentiation.differentiate(NnCompiler.program(Models.parse("model M " + model), Mode.TRAINING));
        Verifier.verify(program);
        return ProgramText.of(program);
    }

    /** The one map of an activation's backward pass, in which x, y and g are the input, the result and its gradient. */
    private static String derivative(String activation) {
        List<String> maps = new ArrayList<>(
                gradientsOf("(x: [4]) < " + activation + " >").lines().toList());
        return maps.get(3)
                .substring(maps.get(3).indexOf('=') + 2)
                .replace("v0", "x")
                .replace("v1", "y")
                .replace("v2", "g");
    }

    @Test
    void aLayerIsTwoContractionsAndASum() {
        assertEquals("""
                v0 n[3] = input x
                v1 [16,3] = parameter 0.weight
                v2 [16] = parameter 0.bias
                v3 n[16] = sum v0[i] * v1[ji] -> [j]
                v4 n[16] = (v3 + v2)
                v5 n[16] = max(v4, 0)
                v6 [1,16] = parameter 2.weight
                v7 [1] = parameter 2.bias
                v8 n[1] = sum v5[i] * v6[ji] -> [j]
                v9 n[1] = (v8 + v7)
                v10 n[1] = gradient y
                v11 [1] = sum of v10 over [] and n
                v12 n[16] = sum v10[j] * v6[ji] -> [i]
                v13 [1,16] = sum over n v10[j] * v5[i] -> [ji]
                v14 n[16] = (v5 <= 0 ? 0 : v12)
                v15 [16] = sum of v14 over [] and n
                v16 n[3] = sum v14[j] * v1[ji] -> [i]
                v17 [16,3] = sum over n v14[j] * v0[i] -> [ji]
                result y = v9
                input gradient x = v16
                parameter gradient 0.weight = v17
                parameter gradient 0.bias = v15
                parameter gradient 2.weight = v13
                parameter gradient 2.bias = v11
                """, gradientsOf("< linear(3,16); relu; linear(16,1) >"));
    }

    @Test
    void aBiasIsSummedOverLeadingAxesToo() {
        String text = gradientsOf("(x: [7,5]) < linear(4) >");
        assertTrue(text.contains("[1,4] = sum of v5 over [0] and n\n"), text);
        assertTrue(text.contains("[4] = reshape v6\n"), text);
    }

    @Test
    void derivativesReadTheSavedResultWhereItTellsEnough() {
        assertEquals("(y <= 0 ? 0 : g)", derivative("relu"));
        assertEquals("(y > 0 ? g : (0.01 * g))", derivative("leaky_relu"));
        assertEquals("(g * (y * (1 - y)))", derivative("sigmoid"));
        assertEquals("(g * (1 - (y * y)))", derivative("tanh"));
        assertEquals("(y >= 1 ? 0 : (y <= -1 ? 0 : g))", derivative("hardtanh"));
        assertEquals("(y >= 6 ? 0 : (y <= 0 ? 0 : g))", derivative("relu6"));
        assertEquals("(y >= 1 ? 0 : (y <= 0 ? 0 : (0.16666667 * g)))", derivative("hardsigmoid"));
        assertEquals("(y <= 0 ? (g * (y + 0.5)) : g)", derivative("elu(alpha = 0.5)"));
        assertEquals("(y <= 0 ? (g * (y + 1.7580993)) : (1.050701 * g))", derivative("selu"));
    }

    @Test
    void derivativesReadTheInputWhereTheResultDoesNotTellEnough() {
        assertEquals("(x > 0 ? g : (-0.5 * g))", derivative("leaky_relu(negative_slope = -0.5)"));
        assertEquals("(x <= 0 ? (g * (-1 - expm1(x))) : g)", derivative("elu(alpha = -1.0)"));
        assertEquals("(x > 20 ? g : (g * sigmoid(x)))", derivative("softplus"));
        assertEquals("(g * sigmoid(neg(x)))", derivative("logsigmoid"));
        assertEquals("(g / ((abs(x) + 1) * (abs(x) + 1)))", derivative("softsign"));
        assertEquals("(g * (sigmoid(x) + ((sigmoid(x) * (1 - sigmoid(x))) * x)))", derivative("silu"));
        assertEquals(
                "(g * (((0.5 * erf((0.70710677 * x))) + 0.5) + (0.3989423 * (exp((-0.5 * (x * x))) * x))))",
                derivative("gelu"));
    }

    @Test
    void softmaxTakesNoSecondExponentialAndNoDivisionByElement() {
        assertEquals("""
                v0 n[4] = input x
                v1 n[1] = max of v0 over [0]
                v2 n[4] = exp((v0 - v1))
                v3 n[1] = sum of v2 over [0]
                v4 n[1] = (1 / v3)
                v5 n[4] = (v2 * v4)
                v6 n[4] = gradient y
                v7 n[4] = (v6 * v4)
                v8 n[4] = (v6 * v2)
                v9 n[1] = sum of v8 over [0]
                v10 n[1] = neg((v9 * (v4 * v4)))
                v11 n[4] = (v7 + v10)
                v12 n[4] = (v11 * v2)
                result y = v5
                input gradient x = v12
                """, gradientsOf("(x: [4]) < softmax >"));
    }

    @Test
    void logSoftmaxSumsTheGradientBeforeItDivides() {
        String text = gradientsOf("(x: [4]) < log_softmax >");
        assertEquals(2, text.split("\\[4] = [^\n]*exp\\(", -1).length, text);
        assertTrue(text.contains("v8 n[1] = sum of v7 over [0]\n"), text);
        assertFalse(text.matches("(?s).*n\\[4] = [^\n]*/.*"), text);
    }

    @Test
    void dropoutReadsItsRandomNumbersAlone() {
        String text = gradientsOf("(x: [4]) < dropout(0.25) >");
        assertTrue(text.contains("v1 n[4] = random 0\n"), text);
        assertTrue(text.contains("= (v1 < 0.25 ? 0 : (1.3333334 * v3))\n"), text);
    }

    @Test
    void whatHasNoInfluenceHasTheGradientZero() {
        String text = gradientsOf("(x: [4]) < dropout(1.0) >");
        assertTrue(text.contains("v1 n[4] = 0 for [v0]\n"), text);
        assertTrue(text.contains("input gradient x = v1\n"), text);
    }

    @Test
    void aMaximumHandsItsGradientToTheFirstElementThatIsIt() {
        Program forward = Programs.of(builder -> builder.max(Programs.x(builder, 3), List.of(0)));
        String text = ProgramText.of(Differentiation.differentiate(forward));
        assertTrue(text.contains("v3 n[3] = v2 where v0 is the maximum v1 over [0]\n"), text);
        assertTrue(text.contains("input gradient x = v3\n"), text);
    }
}
