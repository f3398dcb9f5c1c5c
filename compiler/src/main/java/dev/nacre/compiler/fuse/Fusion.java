package dev.nacre.compiler.fuse;

import dev.nacre.compiler.fuse.Sections.Section;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.tensor.Program;

/** Turns a model's tensor programs into a plan of fused kernels. */
public final class Fusion {

    private Fusion() {}

    /**
     * The plan of a model.
     *
     * @param prediction the forward pass as predictions need it
     * @param training the forward pass in training mode, with gradients
     */
    public static Plan plan(Network network, Program prediction, Program training) {
        ParameterStorage storage = StorageLayout.of(network);
        Transposes transposes = new Transposes(storage);
        ProgramPlanner predict = new ProgramPlanner(network, storage, transposes, prediction);
        ProgramPlanner train = new ProgramPlanner(network, storage, transposes, training);
        predict.plan();
        train.plan();
        return new Plan(
                storage,
                predict.steps(Section.FORWARD),
                train.steps(Section.FORWARD),
                train.steps(Section.BACKWARD),
                train.steps(Section.ACCUMULATE),
                train.steps(Section.INPUT_GRADIENT),
                transposes.all(),
                transposes.size());
    }
}
