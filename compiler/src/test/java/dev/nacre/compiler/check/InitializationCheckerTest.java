package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.check.initializer.FanInOut;
import dev.nacre.compiler.check.layer.LayerResult;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.parse.Parser;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InitializationCheckerTest {

    private static final Initialization.Uniform BEFORE = new Initialization.Uniform(0.25);

    /** The initialisation that {@code initializer} gives a weight [9,4]. */
    private static Initialization of(String initializer) {
        String text = "const HALF = 0.5; model M < @init(weight = " + initializer + ") linear(4, 9) >";
        Checking checking = Checking.of(text);
        assertEquals(List.of(), checking.diagnostics(), initializer);
        return checking.networks().get(0).parameters().get(0).initialization();
    }

    @Test
    void defaultsArePyTorchs() {
        assertEquals(new Initialization.Constant(0), of("zeros"));
        assertEquals(new Initialization.Constant(1), of("ones"));
        assertEquals(new Initialization.Uniform(0, 1), of("uniform"));
        assertEquals(new Initialization.Normal(0, 1), of("normal"));
        assertEquals(new Initialization.TruncatedNormal(0, 1, -2, 2), of("trunc_normal"));
        assertEquals(new Initialization.Orthogonal(1), of("orthogonal"));
        assertEquals(of("xavier_uniform(gain = 1.0)"), of("xavier_uniform"));
        assertEquals(of("xavier_normal(gain = 1.0)"), of("xavier_normal"));
        assertEquals(of("kaiming_uniform(0, \"fan_in\", \"leaky_relu\")"), of("kaiming_uniform"));
        assertEquals(
                of("kaiming_normal(a = 0, mode = \"fan_in\", nonlinearity = \"leaky_relu\")"), of("kaiming_normal"));
    }

    @Test
    void argumentsMayBeConstsAndStandWithoutTheirNames() {
        assertEquals(new Initialization.Constant(0.5), of("constant(HALF)"));
        assertEquals(new Initialization.Uniform(-0.5, 1.5), of("uniform(-HALF, b = 3 * HALF)"));
        assertEquals(new Initialization.TruncatedNormal(1, 2, -3, 4), of("trunc_normal(1, 2, -3, 4)"));
    }

    /** √(2 / 13), the square root of which 3-fold is the bound of a uniform distribution of that variance. */
    @Test
    void xavierCountsBothFans() {
        assertEquals(new Initialization.Normal(0, 0.3922322702763681), of("xavier_normal"));
        assertEquals(new Initialization.Normal(0, 0.7844645405527362), of("xavier_normal(gain = 2)"));
        assertEquals(0.6793662204867574, ((Initialization.Uniform) of("xavier_uniform")).high(), 1e-15);
    }

    /** gain / √4 by the inputs and gain / √9 by the outputs. */
    @Test
    void kaimingCountsOneFanAndTheFunctionBehindIt() {
        assertEquals(0.7071067811865476, std("kaiming_normal"), 1e-15);
        assertEquals(0.4714045207910317, std("kaiming_normal(mode = \"fan_out\")"), 1e-15);
        assertEquals(1.224744871391589, ((Initialization.Uniform) of("kaiming_uniform")).high(), 1e-15);
        assertEquals(0.7071067811865476, std("kaiming_normal(nonlinearity = \"relu\")"), 1e-15);
        assertEquals(0.7071067811865476, std("kaiming_normal(5, nonlinearity = \"relu\")"), 1e-15);
        assertEquals(0.6324555320336759, std("kaiming_normal(a = 0.5)"), 1e-15);
        assertEquals(0.8333333333333334, std("kaiming_normal(nonlinearity = \"tanh\")"), 1e-15);
        assertEquals(0.375, std("kaiming_normal(nonlinearity = \"selu\")"), 1e-15);
        for (String name : List.of("linear", "sigmoid", "conv1d", "conv2d", "conv3d", "conv_transpose2d")) {
            assertEquals(0.5, std("kaiming_normal(nonlinearity = \"" + name + "\")"), 1e-15, name);
        }
    }

    private static double std(String initializer) {
        return ((Initialization.Normal) of(initializer)).std();
    }

    @Test
    void thePlacesOfAKernelCountInBothFans() {
        assertEquals(new FanInOut(36, 72), FanInOut.of(Shape.of(8, 4, 3, 3)));
        assertEquals(new FanInOut(4, 8), FanInOut.of(Shape.of(8, 4)));
        assertEquals(new FanInOut(10, 15), FanInOut.of(Shape.of(3, 2, 5)));
    }

    @Test
    void whatIsNotNamedStartsAsItWould() {
        Network network = Checking.of("model M (x: [16]) < @init(bias = ones) linear(2); linear(2) >")
                .networks()
                .get(0);
        assertEquals(
                List.of(
                        BEFORE,
                        new Initialization.Constant(1),
                        new Initialization.Uniform(1 / Math.sqrt(2)),
                        new Initialization.Uniform(1 / Math.sqrt(2))),
                network.parameters().stream().map(Parameter::initialization).toList());
    }

    @Test
    void aDotInTheNameOfAParameterIsWrittenAsAnUnderscore() {
        LayerResult.Weight inner = new LayerResult.Weight("out_proj.weight", Shape.of(2, 2), BEFORE, true);
        LayerResult.Weight other = new LayerResult.Weight("in_proj_weight", Shape.of(6, 2), BEFORE, true);
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = new SourceFile("test.nn", "", "model M < @init(out_proj_weight = zeros) linear(2, 2) >");
        SourceUnit unit = Parser.parse(file, diagnostics).orElseThrow();
        Reporter reporter = new Reporter(diagnostics);
        FileContext context = new Units(List.of(unit), List.of(), Set.of(), reporter).context(unit);
        assertEquals(
                List.of(inner.initialized(new Initialization.Constant(0)), other),
                new InitializationChecker(context).check(annotation(unit), "attention", List.of(inner, other)));
        assertEquals(0, reporter.count());
    }

    private static Annotation annotation(SourceUnit unit) {
        Declaration.Model model = (Declaration.Model) unit.declarations().get(0);
        return model.body().items().get(0).annotations().get(0);
    }
}
