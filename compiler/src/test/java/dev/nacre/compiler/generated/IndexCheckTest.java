package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.TrainerBuilder;
import dev.nacre.runtime.training.TrainingPass;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index of a row that a table does not have is refused by name, before anything is written. */
class IndexCheckTest {

    private static final String TEXT = """
            model Words (words: int[3]) < embedding(5, 4); flatten; linear(2); batchnorm1d >
            model Pairs (left: int[2], right: int[3]) <
              from left; table: embedding(9, 4) -> a;
              from right; embedding(5, 4) -> b;
              from (a, b); concat(dim = 0); flatten; linear(2)
            >
            model Masked (x: [3,2], keys: int[3]) < from x; multihead_attention(1, mask = keys) >
            """;

    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of(TEXT);
    }

    private static Model model(String name) {
        return Compiled.MODELS.create(name, Target.SCALAR, 1);
    }

    private static String refused(int index, int sample, int position) {
        return "Words: expected indices from 0 to 4 for words, got " + index + " in sample " + sample + " at position "
                + position;
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void predictionsRefuseAnIndexOutside(int index) {
        InferenceSession session = model("Words").newSession();
        float[] untouched = {7, 7, 7, 7};
        PortArrays one = PortArrays.of(new int[] {0, index, 4});
        PortArrays two = PortArrays.of(new int[] {0, 4, 1, 2, 3, index});
        PortArrays ys = PortArrays.of(untouched);
        assertRefused(refused(index, 0, 1), () -> session.predict(one, PortArrays.of(new float[2])));
        assertRefused(refused(index, 1, 2), () -> session.predict(two, ys, 2));
        session.threads(2);
        assertRefused(refused(index, 1, 2), () -> session.predict(two, ys, 2));
        assertArrayEquals(new float[] {7, 7, 7, 7}, untouched);
        session.predict(two, ys, 1);
    }

    @Test
    void aModelsOwnPredictRefusesIt() throws ReflectiveOperationException {
        Model model = model("Words");
        Method predict = model.getClass().getMethod("predict", int[].class);
        int[] outside = {5, 0, 0};
        Throwable thrown = assertThrows(InvocationTargetException.class, () -> predict.invoke(model, outside))
                .getCause();
        assertInstanceOf(IllegalArgumentException.class, thrown);
        assertEquals(refused(5, 0, 0), thrown.getMessage());
    }

    @Test
    void trainingRefusesItBeforeStatisticsOrParametersChange() {
        Model model = model("Words");
        float[] before = model.parameters().copy().values();
        TrainingPass training = model.newTraining();
        int[] words = {0, 4, 1, 2, 9, 3};
        float[] untouched = {7, 7, 7, 7};
        assertRefused(refused(9, 1, 1), () -> training.forward(PortArrays.of(words), PortArrays.of(untouched), 2));
        assertArrayEquals(new float[] {7, 7, 7, 7}, untouched);
        Trainer trainer = Trainer.of(model)
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.1))
                .build();
        PortArrays targets = PortArrays.of(new float[4]);
        assertRefused(refused(9, 1, 1), () -> trainer.step(PortArrays.of(words), targets, 2));
        assertArrayEquals(before, model.parameters().values());
    }

    @Test
    void aTrainerLooksAtAllSamplesBeforeTheFirstUpdate() {
        Model model = model("Words");
        float[] before = model.parameters().copy().values();
        int[] words = new int[12];
        words[10] = 5;
        Dataset data = Dataset.of(words, new float[8], 4);
        TrainerBuilder settings = Trainer.of(model)
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.1))
                .batchSize(2)
                .shuffle(false);
        String expected = "Words: expected indices from 0 to 4 for words: int[3], got 5 in sample 3 at position 1";
        assertRefused(expected, () -> settings.build().fit(data));
        assertRefused(expected, () -> settings.build().evaluate(data));
        assertArrayEquals(before, model.parameters().values());
        words[10] = 4;
        settings.build().fit(data);
    }

    @Test
    void aMaskHasZerosAndOnes() {
        InferenceSession session = model("Masked").newSession();
        PortArrays ys = PortArrays.of(new float[12]);
        session.predict(PortArrays.of(new float[12], new int[] {0, 1, 1, 1, 0, 0}), ys, 2);
        assertRefused(
                "Masked: expected indices from 0 to 1 for keys, got 2 in sample 1 at position 0",
                () -> session.predict(PortArrays.of(new float[12], new int[] {0, 1, 1, 2, 0, 0}), ys, 2));
    }

    @Test
    void everyPortHasTheRowsOfItsOwnTable() {
        InferenceSession session = model("Pairs").newSession();
        float[] y = new float[2];
        session.predict(PortArrays.of(new int[] {8, 8}, new int[] {4, 4, 4}), PortArrays.of(y));
        assertRefused(
                "Pairs: expected indices from 0 to 8 for left, got 9 in sample 0 at position 1",
                () -> session.predict(PortArrays.of(new int[] {8, 9}, new int[] {4, 4, 4}), PortArrays.of(y)));
        assertRefused(
                "Pairs: expected indices from 0 to 4 for right, got 8 in sample 0 at position 2",
                () -> session.predict(PortArrays.of(new int[] {8, 8}, new int[] {4, 4, 8}), PortArrays.of(y)));
    }
}
