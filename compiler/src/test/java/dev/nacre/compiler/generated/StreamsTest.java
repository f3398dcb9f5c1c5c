package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.ModelStream;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of streams: steps have the bits of the whole sequence in one call, however it is cut into pieces. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsTest {

    private static final int STEPS = 21;

    private final Map<String, Network> networks = new HashMap<>();
    private final CompiledModels models;

    StreamsTest() throws IOException {
        try (var in = StreamsTest.class.getResourceAsStream("/lengths/streams.nn")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Network> checked =
                    NnCompiler.check(List.of(new SourceFile("streams.nn", "test", text)), new Diagnostics());
            checked.forEach(network -> networks.put(network.name(), network));
            models = CompiledModels.of(checked);
        }
    }

    /** A sequence with what the model makes of it in one call. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sequence(float[] x, int[] kind, float[] y, float[] state) {

        static Sequence through(Model model) {
            Random random = new Random(3);
            float[] x = new float[3 * STEPS];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) random.nextGaussian();
            }
            int[] kind = random.ints(STEPS, 0, 4).toArray();
            PortArrays outputs = PortArrays.of(new float[5 * STEPS], new float[6 * STEPS]);
            model.newSession().predict(PortArrays.of(x, kind), outputs);
            return new Sequence(x, kind, outputs.floats(0), outputs.floats(1));
        }

        /** Lets a stream take some steps, and compares. */
        void pass(ModelStream stream, int from, int to) {
            int n = to - from;
            float[] y = new float[5 * n];
            float[] after = new float[6 * n];
            float[] rows = Floats.rows(x, 3, from, n);
            int[] kinds = Arrays.copyOfRange(kind, from, to);
            if (n == 1) {
                call(stream, "step", rows, kinds, y, after);
            } else {
                call(stream, "steps", rows, kinds, y, after, n);
            }
            Floats.assertSameBits("y of " + from + " to " + to, Floats.rows(this.y, 5, from, n), y);
            Floats.assertSameBits("state of " + from + " to " + to, Floats.rows(state, 6, from, n), after);
        }
    }

    private static ModelStream stream(Model model) {
        return (ModelStream) call(model, "newStream");
    }

    private static Object call(Object target, String name, Object... arguments) {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Integer ? int.class : arguments[i].getClass();
        }
        try {
            return target.getClass().getMethod(name, types).invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new LinkageError(name, e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void stepsHaveTheBitsOfTheWholeSequence(Target target) {
        Model model = models.create("Signals", target, 7);
        Sequence sequence = Sequence.through(model);
        ModelStream stream = stream(model);
        for (int step = 0; step < STEPS; step++) {
            sequence.pass(stream, step, step + 1);
        }
        stream.reset();
        sequence.pass(stream, 0, 5);
        sequence.pass(stream, 5, 6);
        ModelStream copy = (ModelStream) call(stream, "copy");
        byte[] saved = stream.save();
        sequence.pass(stream, 6, STEPS);
        sequence.pass(copy, 6, 9);
        stream.restore(saved);
        sequence.pass(stream, 6, STEPS);
        sequence.pass(copy, 9, STEPS);
    }

    /** A sequence of so many steps, and what the model makes of it in one call. */
    private static PackedSample whole(Model model, int steps) {
        Random random = new Random(steps);
        PortArrays inputs = arrays(model.spec().inputs(), steps);
        for (int i = 0; i < inputs.size(); i++) {
            for (int j = 0; j < inputs.floats(i).length; j++) {
                inputs.floats(i)[j] = (float) random.nextGaussian();
            }
        }
        PortArrays outputs = arrays(model.spec().outputs(), steps);
        model.newSession().predict(inputs, outputs);
        return new PackedSample(inputs, outputs, PortArrays.of());
    }

    private static PortArrays arrays(List<Port> ports, int steps) {
        return PortArrays.of(ports.stream()
                .map(port -> new float
                        [port.rowWidth() * port.lengthOfSamples().orElseThrow().places(steps)])
                .toArray());
    }

    static Stream<Arguments> convolutions() {
        return Stream.of("Waves", "Slower")
                .flatMap(name -> Stream.of(Target.values()).map(target -> arguments(name, target)));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void convolutionsGoOnFromWhatWasBefore(String name, Target target) throws ReflectiveOperationException {
        Passes passes = Passes.fenced(models, networks.get(name), target, 7);
        for (int steps : new int[] {1, 2, 9, 40}) {
            new StreamChecks(passes, whole(passes.model, steps), steps).check();
        }
    }

    @Test
    void aStreamThatKeepsRowsOfAllStepsEndsAtItsBound() {
        Model model = models.create("Signals", Target.SCALAR, 7);
        Sequence sequence = Sequence.through(model);
        ModelStream stream = stream(model);
        sequence.pass(stream, 0, STEPS - 1);
        IllegalStateException tooMany =
                assertThrows(IllegalStateException.class, () -> sequence.pass(stream, STEPS - 2, STEPS));
        assertTrue(tooMany.getMessage().contains("none for 2 more"), tooMany.getMessage());
        sequence.pass(stream, STEPS - 1, STEPS);
        IllegalStateException full =
                assertThrows(IllegalStateException.class, () -> sequence.pass(stream, STEPS - 1, STEPS));
        assertEquals(
                "Signals: the stream has room for 21 steps, of which 21 have been taken, so that there is none for 1 more;"
                        + " reset() begins anew",
                full.getMessage());
        stream.reset();
        sequence.pass(stream, 0, 3);
    }

    @Test
    void oneThatKeepsAStateGoesOnBeyondIt() {
        ModelStream stream = stream(models.create("Level", Target.SCALAR, 7));
        call(stream, "steps", new float[5000], new float[5000], 5000);
        assertTrue(stream.bytes() < 3_000, () -> stream.bytes() + " bytes");
    }

    @Test
    void onlyASavedStateOfTheModelIsRestored() {
        Model model = models.create("Signals", Target.SCALAR, 7);
        Sequence sequence = Sequence.through(model);
        ModelStream stream = stream(model);
        sequence.pass(stream, 0, 4);
        byte[] saved = stream.save();
        byte[] other = stream(models.create("Level", Target.SCALAR, 7)).save();
        byte[] longer = Arrays.copyOf(saved, saved.length + 1);
        byte[] broken = saved.clone();
        broken[0]++;
        byte[] later = saved.clone();
        later[4 * Integer.BYTES + "Signals".length() - 2]++;
        for (byte[] wrong : List.of(new byte[0], other, longer, broken, later)) {
            assertThrows(IllegalArgumentException.class, () -> stream.restore(wrong));
        }
        sequence.pass(stream, 4, STEPS);
    }
}
