package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.golden.GoldenCase;
import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.TrainingPass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every golden network, generated for every target, against PyTorch: outputs, parameters' and inputs' gradients. */
class GeneratedGoldenTest {

    /** Of the largest value of the tensor. */
    private static final double TOLERANCE = 1e-5;

    @TestFactory
    Stream<DynamicTest> everyTargetAgreesWithPyTorch() {
        return GoldenModels.CASES.stream().flatMap(golden -> Stream.of(Target.values())
                .map(target -> dynamicTest(golden.name() + " " + target, () -> check(golden, create(golden, target)))));
    }

    @Test
    void everyMethodIsSmall() {
        assertEquals(Map.of(), MethodSizeTest.large(GoldenModels.compiled()));
    }

    private static Model create(GoldenCase golden, Target target) {
        return GoldenModels.compiled().create(GoldenModels.className(golden), target, 1);
    }

    private static void check(GoldenCase golden, Model model) {
        for (Tensor parameter : model.parameters()) {
            parameter.copyFrom(golden.tensors().get("param." + parameter.name()).toFloats());
        }
        List<Port> inputs = model.spec().inputs();
        List<Port> outputs = model.spec().outputs();
        int n = golden.batch();
        PortArrays xs = arrays(golden, "input", inputs);
        PortArrays ys = filled(outputs, n);
        boolean alike = !golden.nn().contains("batchnorm");
        if (alike || !golden.training()) {
            model.newSession().predict(xs, ys, n);
            compareAll(golden, "output", outputs, ys);
            checkSingle(model, xs, ys, n);
        }
        if (alike || golden.training()) {
            checkGradients(golden, model, xs, n);
        }
    }

    private static void checkSingle(Model model, PortArrays xs, PortArrays ys, int n) {
        PortRows inputs = PortRows.of(model.spec().inputs());
        PortRows outputs = PortRows.of(model.spec().outputs());
        float[] rows = inputs.rows(xs, n);
        float[] expected = outputs.rows(ys, n);
        for (int i = 0; i < n; i++) {
            PortRows.Fenced y = outputs.unfenced(1);
            model.newSession().predict(inputs.arrays(Floats.rows(rows, inputs.width(), i, 1)), y.arrays());
            Floats.assertSameBits("sample " + i, Floats.rows(expected, outputs.width(), i, 1), y.rows("one"));
        }
    }

    private static void checkGradients(GoldenCase golden, Model model, PortArrays xs, int n) {
        List<Port> outputs = model.spec().outputs();
        TrainingPass training = model.newTraining();
        PortArrays ys = filled(outputs, n);
        training.forward(xs, ys, n);
        compareAll(golden, "output", outputs, ys);
        training.backward(arrays(golden, "grad_output", floats(outputs)), n);
        for (Tensor gradient : training.gradients()) {
            GoldenCase.Tensor expected = golden.tensors().get("grad_param." + gradient.name());
            if (expected == null) {
                assertArrayEquals(new float[gradient.toArray().length], gradient.toArray(), gradient.name());
            } else {
                compare(gradient.name(), expected, gradient.toArray());
            }
        }
        golden.group("buffer_after")
                .forEach((name, buffer) ->
                        compare(name, buffer, model.parameters().get(name).toArray()));
        List<Port> inputs = floats(model.spec().inputs());
        PortArrays inputGradients = filled(inputs, n);
        training.inputGradient(inputGradients);
        compareAll(golden, "grad_input", inputs, inputGradients);
    }

    private static List<Port> floats(List<Port> ports) {
        return ports.stream()
                .filter(port -> port.elements() == ElementType.FLOAT)
                .toList();
    }

    private static PortArrays arrays(GoldenCase golden, String group, List<Port> ports) {
        return PortArrays.of(ports.stream()
                .map(port -> {
                    GoldenCase.Tensor tensor = golden.tensors().get(group + "." + port.name());
                    return port.elements() == ElementType.FLOAT ? tensor.toFloats() : tensor.toInts();
                })
                .toArray());
    }

    private static PortArrays filled(List<Port> ports, int n) {
        PortArrays arrays = PortArrays.zeros(ports, n);
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).elements() == ElementType.FLOAT) {
                Arrays.fill(arrays.floats(i), Float.NaN);
            }
        }
        return arrays;
    }

    private static void compareAll(GoldenCase golden, String group, List<Port> ports, PortArrays got) {
        for (int i = 0; i < ports.size(); i++) {
            String name = group + "." + ports.get(i).name();
            if (ports.get(i).elements() == ElementType.FLOAT) {
                compare(name, golden.tensors().get(name), got.floats(i));
            } else {
                assertArrayEquals(golden.tensors().get(name).toInts(), got.ints(i), name);
            }
        }
    }

    private static void compare(String what, GoldenCase.Tensor expected, float[] got) {
        float[] want = expected.toFloats();
        assertEquals(want.length, got.length, what);
        double largest = 0;
        for (float value : want) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < want.length; i++) {
            double difference = Math.abs((double) want[i] - got[i]);
            String message = what + "[" + i + "]: expected " + want[i] + ", got " + got[i];
            assertTrue(difference <= TOLERANCE * largest, message);
        }
    }
}
