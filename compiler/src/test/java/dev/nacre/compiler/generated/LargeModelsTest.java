package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.TrainingPass;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of thousands of layers: copies share their loops, and nothing outgrows what javac and HotSpot accept. */
class LargeModelsTest {

    private static final int WIDTH = 16;
    private static final int COPIES = 700;
    private static final int SAMPLES = 3;

    /** Layers of as many sizes as have too many loops for one class, and not many more: javac takes longest over them. */
    private static final int WIDEST = 30;

    /** As many bytes as {@link MethodSizeTest} allows. */
    private static final int MOST_BYTES = 4000;

    /** Three layers a copy: linear, tanh and the sum. */
    private static final class Tower {
        static final CompiledModels MODELS = CompiledModels.of("""
                model Tower (x: [16]) -> (y: [16]) < repeat(%d) < residual < linear(16); tanh > > >
                model Storey (x: [16]) -> (y: [16]) < residual < linear(16); tanh > >
                """.formatted(COPIES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linear(16); tanh",
                "linear(20); relu",
                "residual < linear(24); gelu; dropout(0.1); linear(16) >",
                "linear(16); softmax; prelu; dropout(0.5)"
            })
    void copiesAddNoLoops(String body) {
        CompiledModels models = CompiledModels.of("""
                model Few (x: [16]) < repeat(2) < %1$s >; linear(16) >
                model Many (x: [16]) < repeat(48) < %1$s >; linear(16) >
                """.formatted(body));
        for (Target target : Target.values()) {
            String suffix = target == Target.SCALAR ? "Scalar" : String.valueOf(target.lanes() * Float.SIZE);
            assertEquals(loops(models, "Few" + suffix), loops(models, "Many" + suffix));
        }
    }

    /** The methods of a class without the entries and what they are split into. */
    private static Set<String> loops(CompiledModels models, String name) {
        Set<String> methods = new TreeSet<>();
        models.classes().forEach((type, bytes) -> {
            if (type.equals("test." + name) || type.startsWith("test." + name + "$")) {
                methods.addAll(ClassFile.methodSizes(bytes).keySet());
            }
        });
        assertTrue(methods.stream().anyMatch(method -> method.startsWith("linear")), methods.toString());
        methods.removeIf(
                method -> method.matches("(predict|predictOne|forward|backward|accumulate|inputGradient)[0-9]+\\(.*"));
        return methods;
    }

    @Test
    void everyMethodOfTwoThousandLayersIsSmall() {
        assertEquals(List.of(), Tower.MODELS.warnings());
        assertSmall(Tower.MODELS);
    }

    @Test
    void loopsThatDoNotFitIntoAClassAreInOthers() {
        StringBuilder layers = new StringBuilder();
        IntStream.range(0, WIDEST)
                .forEach(i -> layers.append("linear(").append(1 + i).append("); "));
        CompiledModels models = CompiledModels.of("model Widening (x: [3]) < " + layers + ">");
        assertTrue(models.classes().containsKey("test.Widening512$Loops1"));
        assertEquals(List.of(), models.warnings());
        assertSmall(models);
        float[] xs = Floats.signed(SAMPLES * 3, 5);
        float[] gradients = Floats.signed(SAMPLES * WIDEST, 7);
        Map<String, float[]> expected =
                passes(models, "Widening", Target.SCALAR).train(1, xs, gradients, SAMPLES);
        for (Target target : Target.values()) {
            Passes passes = passes(models, "Widening", target);
            Passes.assertSameBits(target.name(), expected, passes.train(2, xs, gradients, SAMPLES));
        }
    }

    private static void assertSmall(CompiledModels models) {
        List<String> large = new ArrayList<>();
        models.classes().forEach((type, bytes) -> ClassFile.methodSizes(bytes).forEach((method, size) -> {
            if (size >= MOST_BYTES) {
                large.add(type + "." + method + " has " + size);
            }
        }));
        assertEquals(List.of(), large);
    }

    /** Each copy alone, with the bits that arrive at it, has the bits that it has among all others. */
    @ParameterizedTest
    @EnumSource(Target.class)
    void aTowerIsItsStoreysOneAfterTheOther(Target target) {
        Passes tower = passes(Tower.MODELS, "Tower", target);
        Passes storey = passes(Tower.MODELS, "Storey", target);
        float[] xs = Floats.moderate(SAMPLES * WIDTH, 3);
        List<float[]> between = new ArrayList<>(List.of(xs));
        for (int i = 0; i < COPIES; i++) {
            furnish(storey, tower, i);
            between.add(storey.predict(storey.model.newSession(), between.get(i), 0, SAMPLES));
        }
        float[] top = between.get(COPIES);
        Floats.assertSameBits("batch", top, tower.predict(tower.model.newSession(), xs, 0, SAMPLES));
        Floats.assertSameBits("singly", top, tower.predictSingly(tower.model.newSession(), xs));
        float[] gradients = Floats.moderate(SAMPLES * WIDTH, 5);
        Map<String, float[]> trained = tower.train(1, xs, gradients, SAMPLES);
        Passes.assertSameBits("two threads", trained, tower.train(2, xs, gradients, SAMPLES));
        Floats.assertSameBits("forward", top, trained.getOrDefault(Passes.OUTPUT, xs));
        float[] arriving = gradients;
        for (int i = COPIES - 1; i >= 0; i--) {
            furnish(storey, tower, i);
            arriving = checkBackward(storey, tower.model.parameters().names(), i, between.get(i), arriving, trained);
        }
        Floats.assertSameBits("input", arriving, trained.getOrDefault(Passes.INPUT_GRADIENT, xs));
    }

    private static float[] checkBackward(
            Passes storey, List<String> names, int i, float[] x, float[] arriving, Map<String, float[]> trained) {
        TrainingPass training = storey.model.newTraining();
        training.forward(x, new float[x.length], SAMPLES);
        training.backward(arriving, SAMPLES);
        int parameter = 2 * i;
        for (Tensor gradient : training.gradients()) {
            String name = "gradient of " + names.get(parameter++);
            Floats.assertSameBits(name, trained.getOrDefault(name, new float[0]), gradient.toArray());
        }
        float[] next = new float[x.length];
        training.inputGradient(next);
        return next;
    }

    /** Copies the parameters of a copy. */
    private static void furnish(Passes storey, Passes tower, int i) {
        List<String> names = tower.model.parameters().names();
        int parameter = 2 * i;
        for (Tensor own : storey.model.parameters()) {
            own.copyFrom(tower.model.parameters().get(names.get(parameter++)).toArray());
        }
    }

    /** With parameters so small that sums stay moderate through all layers. */
    private static Passes passes(CompiledModels models, String name, Target target) {
        Passes passes = new Passes(models, name, target, count -> Floats.moderate(count, count));
        int seed = 0;
        for (Tensor parameter : passes.model.parameters()) {
            float[] values = Floats.distinct(parameter.elements(), seed++);
            for (int i = 0; i < values.length; i++) {
                values[i] *= name.equals("Widening") ? 0.2f : 0.02f;
            }
            parameter.copyFrom(values);
        }
        return passes;
    }

    @Test
    void theSpecHasEveryLayer() {
        ModelSpec spec = Tower.MODELS.create("Tower", Target.SCALAR, 1).spec();
        assertEquals(3 * COPIES, spec.layers().size());
        assertEquals(2 * COPIES, spec.parameters().size());
        assertEquals(COPIES * WIDTH * (WIDTH + 1L), spec.parameterCount());
        Iterator<String> lines = spec.toString().lines().iterator();
        assertEquals("Tower (x: [16]) -> (y: [16])", lines.next());
        assertTrue(spec.toString().contains("1.." + (COPIES - 1) + "  as 0"), "equal copies are one line: " + spec);
        Set<String> names = new TreeSet<>();
        spec.layers().forEach(layer -> names.add(layer.path()));
        assertEquals(3 * COPIES, names.size());
    }
}
