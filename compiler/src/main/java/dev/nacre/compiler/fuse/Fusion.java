package dev.nacre.compiler.fuse;

import dev.nacre.compiler.fuse.Sections.Section;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.Phases;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.tensor.Program;
import java.util.List;
import java.util.Optional;

/** Turns a model's tensor programs into a plan of fused kernels. */
public final class Fusion {

    private Fusion() {}

    /**
     * The plan of a model.
     *
     * @param prediction the forward pass as predictions need it
     * @param training the forward pass in training mode, with gradients
     * @param step the forward pass of one step of a stream
     */
    public static Plan plan(Network checked, Program prediction, Program training, Optional<Program> step) {
        Lengths lengths = Lengths.of(checked);
        Network network = lengths.sized(checked);
        ParameterStorage storage = StorageLayout.of(network);
        Transposes transposes = new Transposes(storage);
        ProgramPlanner predict =
                new ProgramPlanner(network, lengths, storage, transposes, prediction, Buffer.Home.ARENA);
        ProgramPlanner train =
                new ProgramPlanner(network, lengths, storage, transposes, training, Buffer.Home.STATISTICS);
        predict.plan();
        train.plan();
        List<Step> steps = step.map(program -> steps(lengths, checked, storage, transposes, program))
                .orElse(List.of());
        PassSteps passes = train.steps();
        return new Plan(
                storage,
                predict.steps().steps(Section.FORWARD),
                passes.steps(Section.FORWARD),
                passes.steps(Section.BACKWARD),
                passes.steps(Section.ACCUMULATE),
                passes.steps(Section.INPUT_GRADIENT),
                transposes.all(),
                transposes.size(),
                train.isPhased() ? phases(network, train) : Phases.NONE,
                steps,
                lengths);
    }

    private static List<Step> steps(
            Lengths lengths, Network checked, ParameterStorage storage, Transposes transposes, Program program) {
        Network network = lengths.ofOneStep(checked);
        ProgramPlanner planner = new ProgramPlanner(network, lengths, storage, transposes, program, Buffer.Home.ARENA);
        planner.plan();
        return planner.stepsOfStream();
    }

    private static Phases phases(Network network, ProgramPlanner train) {
        return new Phases(
                train.steps().phases(Section.FORWARD),
                train.steps().phases(Section.BACKWARD),
                train.steps().phases(Section.INPUT_GRADIENT),
                train.updates(),
                network.layers().stream()
                        .filter(Fusion::needsTwoSamples)
                        .map(Layer::path)
                        .findFirst());
    }

    /** Whether one sample is one value for each channel, which has no variance. */
    private static boolean needsTwoSamples(Layer layer) {
        return layer.operation() instanceof BatchNorm
                && layer.output().elements() == layer.output().size(0);
    }
}
