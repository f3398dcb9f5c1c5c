package dev.nacre.examples.benchmarks.sweep;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.SimdTarget;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In a JVM of its own: times all shapes with one batch size, each as {@code INPUTS OUTPUTS SECONDS}.
 *
 * <p>It goes over all of them several times, so that the JVM can compile what one shape needs while others run. There are too
 * many for the patience of the table's measurements, so the fastest of many short windows counts: what disturbs makes slower.
 */
final class MeasureShapes {

    private static final int PASSES = 4;
    private static final long WINDOW = 2_000_000;

    private final Runnable work;
    private double fastest = Double.POSITIVE_INFINITY;

    private MeasureShapes(Shape shape, InferenceSession session, int batch) {
        float[] inputs = new float[batch * shape.inputs()];
        float[] outputs = new float[batch * shape.outputs()];
        work = batch == 1 ? () -> session.predict(inputs, outputs) : () -> session.predict(inputs, outputs, batch);
    }

    public static void main(String[] arguments) {
        int batch = Integer.parseInt(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        CompiledModels models = compile(Path.of(arguments[2]));
        Map<Shape, MeasureShapes> shapes = new LinkedHashMap<>();
        for (Shape shape : Shape.withNeighbours()) {
            InferenceSession session = models.create(shape.modelName()).newSession();
            shapes.put(shape, new MeasureShapes(shape, session, batch));
        }
        for (int pass = 0; pass < PASSES; pass++) {
            shapes.values().forEach(shape -> shape.measure(seconds / PASSES));
        }
        shapes.forEach(
                (shape, measured) -> ChildJvm.answer(shape.inputs() + " " + shape.outputs() + " " + measured.fastest));
    }

    private static CompiledModels compile(Path directory) {
        String text = Shape.withNeighbours().stream().map(Shape::model).collect(Collectors.joining());
        SimdTarget choice = SimdTarget.choose(MeasureShapes.class, SimdTarget.values());
        return CompiledModels.of(text, Set.of(Target.valueOf(choice.name()), Target.SCALAR), directory);
    }

    private void measure(double seconds) {
        long start = System.nanoTime();
        do {
            fastest = Math.min(fastest, window());
        } while ((System.nanoTime() - start) * 1e-9 < seconds);
    }

    /** Looks at the clock seldom: it takes as long as a call of a small model. */
    private double window() {
        long start = System.nanoTime();
        long calls = 0;
        long elapsed;
        int round = 1;
        do {
            repeat(work, round);
            calls += round;
            elapsed = System.nanoTime() - start;
            round = elapsed < WINDOW / 8 ? Math.min(2 * round, 1 << 16) : round;
        } while (elapsed < WINDOW);
        return elapsed * 1e-9 / calls;
    }

    private static void repeat(Runnable work, int count) {
        for (int i = 0; i < count; i++) {
            work.run();
        }
    }
}
