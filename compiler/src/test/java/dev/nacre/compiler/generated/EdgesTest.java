package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.generated.EdgeTable.Expected;
import dev.nacre.compiler.generated.EdgeTable.Row;
import dev.nacre.compiler.generated.EdgeTable.Section;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.TrainingPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * At the edges, generated classes compute what PyTorch does on every target: the signs of zeros, NaN and infinities exactly,
 * other numbers within rounding. Where they do not, {@link EdgeDeviation} says why.
 */
class EdgesTest {

    private static final EdgeTable ACTIVATIONS = EdgeTable.of("edges/activations.txt");
    private static final EdgeTable REDUCTIONS = EdgeTable.of("edges/reductions.txt");
    private static final CompiledModels ALONE = compiled(ACTIVATIONS, Section::layer, 1);
    /** What is cheap enough for a product's tile. */
    private static final EdgeTable CHEAP = ACTIVATIONS.only("(relu|hard|leaky_relu|prelu).*");
    /** Around the lanes of every target. */
    private static final int PRODUCTS = 17;

    private final List<String> differences = new ArrayList<>();
    private final Set<EdgeDeviation> seen = new HashSet<>();

    @Test
    void activationsAndReductionsAgreeWithPyTorch() {
        compare(ACTIVATIONS, ALONE, List.of(element -> 1, element -> Float.NaN));
        compare(REDUCTIONS, compiled(REDUCTIONS, EdgesTest::shaped, 1), List.of(element -> element + 1));
        assertEquals("", String.join("\n", differences));
        List<EdgeDeviation> unseen = EdgeDeviation.ALL.stream()
                .filter(known -> !seen.contains(known))
                .toList();
        assertEquals(List.of(), unseen, "agree with PyTorch after all");
    }

    private void compare(EdgeTable table, CompiledModels models, List<IntToDoubleFunction> gradients) {
        for (Target target : Target.values()) {
            Model model = models.create("Edges", target, 1);
            compare(target, table, 0, predict(model, table));
            for (int i = 0; i < gradients.size(); i++) {
                compare(target, table, i + 1, inputGradients(model, table, gradients.get(i)));
            }
        }
    }

    @Test
    void activationsHaveTheSameBitsInTheTilesOfProducts() {
        String product = "reshape([-1, 1]); linear(" + PRODUCTS + "); ";
        CompiledModels behind = compiled(CHEAP, section -> product + section.layer(), PRODUCTS);
        for (Target target : Target.values()) {
            PortArrays expected = predict(ALONE.create("Edges", target, 1), ACTIVATIONS);
            Model model = behind.create("Edges", target, 1);
            model.parameters().forEach(EdgesTest::makeProductsEqualTheirInput);
            PortArrays actual = predict(model, CHEAP);
            for (int port = 0; port < CHEAP.sections().size(); port++) {
                int whole = ACTIVATIONS.sections().indexOf(CHEAP.sections().get(port));
                float[] repeated = new float[actual.floats(port).length];
                for (int i = 0; i < repeated.length; i++) {
                    repeated[i] = expected.floats(whole)[i / PRODUCTS];
                }
                String layer = CHEAP.sections().get(port).layer();
                Floats.assertSameBits(target + " " + layer, repeated, actual.floats(port));
            }
        }
    }

    /** x · 1 + −0 is x, even if that is −0. The slopes of prelu stay. */
    private static void makeProductsEqualTheirInput(Tensor parameter) {
        float[] values = parameter.toArray();
        if (values.length == PRODUCTS) {
            Arrays.fill(values, parameter.name().endsWith("bias") ? -0f : 1f);
            parameter.copyFrom(values);
        }
    }

    /** Rows as the layer wants them. */
    private static String shaped(Section section) {
        String sizes = (section.layer().contains("2d") ? "-1, 1, " : "-1, ") + section.inputWidth();
        return "reshape([" + sizes + "]); " + section.layer() + "; flatten";
    }

    /** A model with an input and an output for each section. */
    private static CompiledModels compiled(EdgeTable table, Function<Section, String> layers, int repeated) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (Section section : table.sections()) {
            int i = items.size();
            int rows = section.rows().size();
            inputs.add("x" + i + ": [" + rows * section.inputWidth() + "]");
            outputs.add("y" + i
                    + (repeated == 1
                            ? ": [" + rows * section.outputWidth() + "]"
                            : ": [" + rows + ", " + repeated + "]"));
            items.add("from x" + i + "; " + layers.apply(section) + " -> y" + i);
        }
        return CompiledModels.of("model Edges (%s) -> (%s) <\n%s\n>\n"
                .formatted(String.join(", ", inputs), String.join(", ", outputs), String.join(";\n", items)));
    }

    private static PortArrays inputs(EdgeTable table) {
        return PortArrays.of(table.sections().stream().map(Section::inputs).toArray());
    }

    private static PortArrays predict(Model model, EdgeTable table) {
        PortArrays outputs = PortArrays.zeros(model.spec().outputs(), 1);
        model.newSession().predict(inputs(table), outputs);
        return outputs;
    }

    /** @param gradient the gradient of an element of a row's output */
    private static PortArrays inputGradients(Model model, EdgeTable table, IntToDoubleFunction gradient) {
        TrainingPass training = model.newTraining();
        training.forward(inputs(table), PortArrays.zeros(model.spec().outputs(), 1), 1);
        PortArrays gradients = PortArrays.zeros(model.spec().outputs(), 1);
        for (int port = 0; port < table.sections().size(); port++) {
            int width = table.sections().get(port).outputWidth();
            float[] values = gradients.floats(port);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) gradient.applyAsDouble(i % width);
            }
        }
        training.backward(gradients, 1);
        PortArrays inputGradients = PortArrays.zeros(model.spec().inputs(), 1);
        training.inputGradient(inputGradients);
        return inputGradients;
    }

    private void compare(Target target, EdgeTable table, int column, PortArrays actual) {
        for (int port = 0; port < table.sections().size(); port++) {
            Section section = table.sections().get(port);
            int at = 0;
            for (Row row : section.rows()) {
                for (Expected expected : row.columns().get(column)) {
                    compare(target, section.layer(), row, column, expected, actual.floats(port)[at++]);
                }
            }
        }
    }

    private void compare(Target target, String layer, Row row, int column, Expected expected, float actual) {
        String what = layer + (column == 0 ? "" : "'") + " of " + row.text() + (column > 1 ? " for NaN" : "");
        boolean agrees = expected.isNear(actual, EdgeRounding.of(layer, column, row.input()));
        if (!agrees) {
            Optional<EdgeDeviation> known = EdgeDeviation.of(what, actual);
            known.ifPresent(seen::add);
            agrees = known.isPresent();
        }
        if (!agrees) {
            differences.add(target + ": " + what + " is " + actual + ", expected " + expected);
        }
    }
}
