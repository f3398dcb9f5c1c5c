package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.TrainingPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A maximum over an axis, along lanes or across them, is that of {@link Math#max} wherever NaN of either sign, zeros, infinities
 * and the smallest numbers are, at sizes around the lanes of every target; its gradient goes to the first element that is it.
 */
class MaximaTest {

    private static final List<Integer> SIZES = List.of(1, 3, 7, 8, 9, 16, 17, 35);
    private static final List<Integer> PLACES = List.of(0, 1, 6, 7, 8, 15, 16, 34);
    private static final float NEGATIVE_NAN = Float.intBitsToFloat(0xffc00001);
    private static final List<Float> VALUES = List.of(
            Float.NaN,
            NEGATIVE_NAN,
            Float.NEGATIVE_INFINITY,
            -Float.MAX_VALUE,
            -1f,
            -Float.MIN_VALUE,
            -0f,
            0f,
            Float.MIN_VALUE,
            1f,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY);
    private static final List<Float> GROUNDS = List.of(Float.NEGATIVE_INFINITY, -1f, -0f, NEGATIVE_NAN);
    private static final CompiledModels ALONG = models("[%d]", "max(dim = -1)", "[1]");
    private static final CompiledModels ACROSS = models("[%d, 3]", "max(dim = 0)", "[3]");

    @ParameterizedTest
    @EnumSource(Target.class)
    void aMaximumAlongLanesIsTheLargestWhereverItStands(Target target) {
        compare(ALONG.create("Maxima", target, 1), 1);
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aMaximumAcrossLanesIsTheLargestWhereverItStands(Target target) {
        compare(ACROSS.create("Maxima", target, 1), 3);
    }

    /** A model with a port for each size. */
    private static CompiledModels models(String input, String layer, String output) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (int size : SIZES) {
            String flat = output.equals("[1]") ? layer + "; reshape([1])" : layer;
            inputs.add("x" + size + ": " + input.formatted(size));
            outputs.add("y" + size + ": " + output);
            items.add("from x" + size + "; " + flat + " -> y" + size);
        }
        return CompiledModels.of("model Maxima (%s) -> (%s) <\n%s\n>\n"
                .formatted(String.join(", ", inputs), String.join(", ", outputs), String.join(";\n", items)));
    }

    /** Compares the model's results where one element of the first column is unlike the others. */
    private static void compare(Model model, int columns) {
        for (float ground : GROUNDS) {
            for (float value : VALUES) {
                for (int place : PLACES) {
                    compare(model, columns, ground, value, place);
                }
            }
        }
    }

    private static void compare(Model model, int columns, float ground, float value, int place) {
        PortArrays inputs = PortArrays.zeros(model.spec().inputs(), 1);
        PortArrays ones = PortArrays.zeros(model.spec().outputs(), 1);
        for (int port = 0; port < SIZES.size(); port++) {
            Arrays.fill(inputs.floats(port), ground);
            inputs.floats(port)[place % SIZES.get(port) * columns] = value;
            Arrays.fill(ones.floats(port), 1f);
        }
        PortArrays outputs = PortArrays.zeros(model.spec().outputs(), 1);
        model.newSession().predict(inputs, outputs);
        TrainingPass training = model.newTraining();
        training.forward(inputs, PortArrays.zeros(model.spec().outputs(), 1), 1);
        training.backward(ones, 1);
        PortArrays gradients = PortArrays.zeros(model.spec().inputs(), 1);
        training.inputGradient(gradients);
        for (int port = 0; port < SIZES.size(); port++) {
            String what = value + " in " + ground + " at " + place % SIZES.get(port) + " of " + SIZES.get(port);
            compare(what, columns, inputs.floats(port), outputs.floats(port), gradients.floats(port));
        }
    }

    private static void compare(String what, int columns, float[] x, float[] y, float[] gradient) {
        for (int j = 0; j < columns; j++) {
            float largest = x[j];
            for (int i = j; i < x.length; i += columns) {
                largest = Math.max(largest, x[i]);
            }
            assertEquals(largest, y[j], what);
            int first = j;
            while (x[first] < largest) {
                first += columns;
            }
            for (int i = j; i < x.length; i += columns) {
                assertEquals(i == first ? 1f : 0f, gradient[i], what + ", gradient " + i);
            }
        }
    }
}
