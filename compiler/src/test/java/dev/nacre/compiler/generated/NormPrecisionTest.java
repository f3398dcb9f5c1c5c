package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Normalisations of values that are far from zero and close together. A variance that is the difference of two large numbers
 * would have no digit left.
 */
class NormPrecisionTest {

    private static final int SAMPLES = 40;
    private static final double MEAN = 1e4;

    /** What a float at the mean is rounded by. */
    private static final double ROUNDING = MEAN * 0x1p-24;

    /** Models with the number of values that are normalised together. */
    private static final Map<String, Integer> MODELS = Map.of(
            "model LongRows (x: [3, 67]) < layernorm >",
            67,
            "model GroupsOfTwo (x: [6, 4, 5]) < groupnorm(3) >",
            40,
            "model FewChannels (x: [17]) < batchnorm1d >",
            SAMPLES,
            "model FewPictures (x: [3, 2, 3]) < batchnorm2d >",
            SAMPLES * 6);

    private static final class Compiled {
        static final CompiledModels ALL = CompiledModels.of(String.join("\n", MODELS.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> valuesFarFromZeroKeepTheirDeviations() {
        return MODELS.entrySet().stream().flatMap(model -> Stream.of(Target.values())
                .map(target -> dynamicTest(
                        model.getKey() + " " + target, () -> check(model.getKey(), model.getValue(), target))));
    }

    /** A mean in float is off by as many roundings as it has terms at most; deviations of about one are off by as much. */
    private static void check(String nn, int together, Target target) {
        Model model = Compiled.ALL.create(nn.split(" ", 3)[1], target, 1);
        int width = model.spec().inputs().get(0).shape().elements();
        SplittableRandom random = new SplittableRandom(3);
        float[] xs = new float[SAMPLES * width];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = (float) (MEAN + random.nextGaussian());
        }
        float[] ys = new float[xs.length];
        double[] expected = meant(nn, model, xs);
        model.newTraining().forward(xs, ys, SAMPLES);
        for (int i = 0; i < ys.length; i++) {
            assertEquals(expected[i], ys[i], together * ROUNDING, "element " + i);
        }
    }

    private static double[] meant(String nn, Model model, float[] xs) {
        Map<String, double[]> parameters = new HashMap<>();
        for (Tensor parameter : model.parameters()) {
            parameters.put(parameter.name(), doubles(parameter.toArray()));
        }
        Program program = NnCompiler.program(Models.parse(nn), Mode.TRAINING);
        Interpreter.Feed feed =
                new Interpreter.Feed(Map.of("x", doubles(xs)), Map.of(), parameters, (stream, sample, element) -> 0);
        List<double[]> results = Interpreter.run(program, SAMPLES, feed).entrySet().stream()
                .filter(result -> result.getKey().kind() == Program.Output.Kind.RESULT)
                .map(Map.Entry::getValue)
                .toList();
        return results.get(0);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
