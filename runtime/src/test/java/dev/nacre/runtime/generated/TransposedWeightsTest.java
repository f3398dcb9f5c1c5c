package dev.nacre.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.runtime.Initializer;
import dev.nacre.runtime.Layout;
import dev.nacre.runtime.LinearModel;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Parameters;
import org.junit.jupiter.api.Test;

final class TransposedWeightsTest {

    @Test
    void copiesAreTransposedForAllSizesAndNumbersOfThreads() {
        for (int out : new int[] {1, 15, 16, 17, 64, 65, 200}) {
            for (int in : new int[] {1, 16, 33}) {
                for (int threads = 1; threads <= 3; threads++) {
                    LinearModel model = LinearModel.create(in, out, 5);
                    float[] copies = new float[7 + Layout.panels(in, out).size()];
                    TransposedWeights weights = new TransposedWeights(model.parameters(), copies);
                    weights.add(0, 7, out, in, 1);
                    weights.refresh(threads);
                    assertTransposed(model, copies, 7);
                }
            }
        }
    }

    private static void assertTransposed(LinearModel model, float[] copies, int at) {
        Layout original = Layout.panels(model.out, model.in);
        Layout transposed = Layout.panels(model.in, model.out);
        for (int o = 0; o < model.out; o++) {
            for (int k = 0; k < model.in; k++) {
                float expected = model.parameters().values()[original.index(o * model.in + k)];
                assertEquals(expected, copies[at + transposed.index(k * model.out + o)]);
            }
        }
    }

    @Test
    void copiesOfConvolutionsAreFlippedForAllSizesAndNumbersOfThreads() {
        for (int out : new int[] {1, 15, 17, 65}) {
            for (int in : new int[] {1, 16, 33}) {
                for (int taps : new int[] {1, 2, 9}) {
                    Layout original = Layout.windowPanels(1, out, in, taps);
                    Layout flipped = Layout.foldPanels(1, out, in, taps);
                    for (int threads = 1; threads <= 2; threads++) {
                        Parameters parameters = weight(original, out, in, taps);
                        float[] copies = new float[7 + flipped.size()];
                        TransposedWeights weights = new TransposedWeights(parameters, copies);
                        weights.add(0, 7, out, in, taps);
                        weights.refresh(threads);
                        for (int i = 0; i < original.elements(); i++) {
                            assertEquals(parameters.values()[original.index(i)], copies[7 + flipped.index(i)]);
                        }
                    }
                }
            }
        }
    }

    private static Parameters weight(Layout layout, int... shape) {
        return Parameters.initialized(
                ModelSpec.builder("Convolution")
                        .parameter("weight", 0, layout, Initializer.uniform(1), true, shape)
                        .build(),
                5);
    }

    @Test
    void copiesAreMadeAgainOnlyWhenParametersHaveChanged() {
        LinearModel model = LinearModel.create(20, 20, 5);
        float[] copies = new float[Layout.panels(20, 20).size()];
        TransposedWeights weights = new TransposedWeights(model.parameters(), copies);
        weights.add(0, 0, 20, 20, 1);
        weights.refresh(1);
        float before = copies[0];
        model.parameters().values()[0] = 3;
        weights.refresh(1);
        assertEquals(before, copies[0]);
        model.parameters().touch();
        weights.refresh(1);
        assertEquals(3, copies[0]);
    }
}
