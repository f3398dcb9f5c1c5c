package dev.nacre.compiler.generated;

import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.TrainingPass;

/** Trains models of {@link RegisterTilesTest} until HotSpot has compiled their tiles with C2. */
final class TileWarmUp {

    /** A number for which tiles of both heights are needed: two and three of 4 and 6 rows, or four and one of 5 and 6. */
    private static final int SAMPLES = 26;

    private static final int STEPS = 120;

    private TileWarmUp() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        for (String name : args) {
            Model model = (Model) Class.forName("test." + name)
                    .getMethod("create", long.class)
                    .invoke(null, 1L);
            TrainingPass training = model.newTraining();
            PortArrays x = PortArrays.zeros(model.spec().inputs(), SAMPLES);
            PortArrays y = PortArrays.zeros(model.spec().outputs(), SAMPLES);
            PortArrays gradients = PortArrays.zeros(model.spec().outputs(), SAMPLES);
            for (int step = 0; step < STEPS; step++) {
                training.forward(x, y, SAMPLES);
                training.backward(gradients, SAMPLES);
            }
        }
    }
}
