package dev.nacre.examples.benchmarks.sweep;

import dev.nacre.compiler.emit.Target;
import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.SimdTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In a JVM of its own: times all shapes with one batch size, each as {@code INPUTS OUTPUTS SECONDS}.
 *
 * <p>There are too many for the patience of the table's measurements, so the fastest of many short windows counts: what
 * disturbs makes slower.
 */
final class MeasureShapes {

    private static final long WINDOW = 2_000_000;

    private final long nanoseconds;
    private final int batch;

    private MeasureShapes(int batch, double seconds) {
        this.batch = batch;
        this.nanoseconds = Math.round(seconds * 1e9);
    }

    public static void main(String[] arguments) {
        MeasureShapes measure = new MeasureShapes(Integer.parseInt(arguments[0]), Double.parseDouble(arguments[1]));
        List<Shape> shapes = Shape.withNeighbours();
        String text = shapes.stream().map(Shape::model).collect(Collectors.joining());
        Target target = Target.valueOf(
                SimdTarget.choose(MeasureShapes.class, SimdTarget.values()).name());
        CompiledModels models = CompiledModels.of(text, Set.of(target, Target.SCALAR), Path.of(arguments[2]));
        for (Shape shape : shapes) {
            double seconds =
                    measure.seconds(shape, models.create(shape.modelName()).newSession());
            ChildJvm.answer(shape.inputs() + " " + shape.outputs() + " " + seconds);
        }
    }

    private double seconds(Shape shape, InferenceSession session) {
        float[] inputs = new float[batch * shape.inputs()];
        float[] outputs = new float[batch * shape.outputs()];
        Runnable work =
                batch == 1 ? () -> session.predict(inputs, outputs) : () -> session.predict(inputs, outputs, batch);
        double fastest = Double.POSITIVE_INFINITY;
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            fastest = Math.min(fastest, window(work));
        }
        return fastest;
    }

    /** Looks at the clock seldom: it takes as long as a call of a small model. */
    private static double window(Runnable work) {
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
