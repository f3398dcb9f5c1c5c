package dev.nacre.compiler.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.generated.ModelFile;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.kernel.Phases.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is wrong with the order of a plan's steps is found without running them. */
class PlanVerifierTest {

    private static final int PREDICT = 0;
    private static final int FORWARD = 1;
    private static final int BACKWARD = 2;
    private static final int ACCUMULATE = 3;
    private static final int INPUT_GRADIENT = 4;

    @TestFactory
    Stream<DynamicTest> aPlanWithoutOneOfItsStepsIsRefused() {
        return plans(plan -> forEachStep(plan, list -> list != ACCUMULATE, (lists, list, index) -> lists.get(list)
                .remove(index)));
    }

    @TestFactory
    Stream<DynamicTest> whatTheParametersGradientsNeedIsNotLeftToTheInputsGradient() {
        return plans(
                plan -> forEachStep(plan, list -> list == BACKWARD, (lists, list, index) -> lists.get(INPUT_GRADIENT)
                        .add(0, lists.get(list).remove(index))));
    }

    @TestFactory
    Stream<DynamicTest> aPlanThatWritesTheSameTwiceIsRefused() {
        return plans(plan -> forEachStep(plan, list -> true, (lists, list, index) -> lists.get(list)
                .add(lists.get(list).get(index))));
    }

    private static Stream<DynamicTest> plans(Consumer<Plan> test) {
        return Stream.of(ModelFile.JOINS, ModelFile.SEQUENCES, ModelFile.CONVOLUTIONS)
                .flatMap(file -> file.networks().stream())
                .map(network -> dynamicTest(network.name(), () -> test.accept(NnCompiler.plan(network))));
    }

    private interface Change {
        void apply(List<List<Step>> lists, int list, int index);
    }

    /** Refuses the plan with each of some steps changed, one at a time. */
    private static void forEachStep(Plan plan, IntPredicate wanted, Change change) {
        for (int list = PREDICT; list <= INPUT_GRADIENT; list++) {
            int steps = wanted.test(list) ? lists(plan).get(list).size() : 0;
            for (int index = 0; index < steps; index++) {
                List<List<Step>> lists = lists(plan);
                Step step = lists.get(list).get(index);
                if (onlyCarries(
                        step, list == PREDICT ? lists.subList(0, FORWARD) : lists.subList(FORWARD, lists.size()))) {
                    continue;
                }
                change.apply(lists, list, index);
                assertThrows(IllegalStateException.class, () -> PlanVerifier.verify(plan(plan, lists)), step::toString);
            }
        }
    }

    /** Whether all that is read of a recurrent loop is the state that it changes, which something else has written before. */
    private static boolean onlyCarries(Step step, List<List<Step>> lists) {
        Operand result = StepRoles.written(step);
        return step.kernel() instanceof RecurrentLoop
                && lists.stream()
                        .flatMap(List::stream)
                        .filter(other -> !other.equals(step))
                        .noneMatch(other -> other.operands().stream().anyMatch(operand -> isOf(operand, result)));
    }

    private static boolean isOf(Operand operand, Operand result) {
        return operand instanceof Operand.OfBuffer some
                && result instanceof Operand.OfBuffer other
                && some.buffer().id() == other.buffer().id();
    }

    private static List<List<Step>> lists(Plan plan) {
        List<List<Step>> lists = new ArrayList<>();
        Stream.of(plan.predict(), plan.forward(), plan.backward(), plan.accumulate(), plan.inputGradient())
                .forEach(steps -> lists.add(new ArrayList<>(steps)));
        return lists;
    }

    private static Plan plan(Plan plan, List<List<Step>> lists) {
        return new Plan(
                plan.parameters(),
                lists.get(PREDICT),
                lists.get(FORWARD),
                lists.get(BACKWARD),
                lists.get(ACCUMULATE),
                lists.get(INPUT_GRADIENT),
                plan.transposes(),
                plan.transposedSize());
    }

    @Test
    void aSumThatIsReadInItsOwnPhaseIsRefused() {
        Plan plan = NnCompiler.plan(Models.parse("model M (x: [3]) < linear(2); batchnorm1d; tanh; linear(1) >"));
        PlanVerifier.verify(plan);
        Phases phases = plan.phases();
        List<Phase> late = new ArrayList<>(phases.forward());
        Phase first = late.get(0);
        Phase second = late.get(1);
        late.set(0, new Phase(first.shared(), first.steps(), List.of()));
        late.set(1, new Phase(second.shared(), second.steps(), first.sums()));
        Phases changed =
                new Phases(late, phases.backward(), phases.inputGradient(), phases.updates(), phases.needsTwoSamples());
        Plan broken = new Plan(
                plan.parameters(),
                plan.predict(),
                plan.forward(),
                plan.backward(),
                plan.accumulate(),
                plan.inputGradient(),
                plan.transposes(),
                plan.transposedSize(),
                changed,
                plan.step(),
                plan.lengths());
        assertThrows(IllegalStateException.class, () -> PlanVerifier.verify(broken));
    }

    @Test
    void aPartOfAConcatenationIsNotAllOfIt() {
        Written rows = new Written();
        rows.add(reach(0, 3, 64, 16));
        rows.add(reach(32, 3, 64, 32));
        assertTrue(rows.covers(reach(32, 2, 64, 20)));
        assertFalse(rows.covers(reach(0, 3, 64, 64)));
        rows.add(reach(16, 2, 64, 16));
        assertFalse(rows.covers(reach(0, 3, 64, 64)));
        assertTrue(rows.covers(reach(0, 2, 64, 64)));
        rows.add(reach(144, 1, 64, 16));
        assertTrue(rows.covers(reach(0, 3, 64, 64)));
        assertTrue(rows.meets(reach(100, 1, 1, 1)));
        assertFalse(rows.meets(reach(192, 9, 64, 64)));
    }

    @Test
    void whatIsWrittenInAnyOrderOfAxesIsTheSame() {
        List<Reach.Stride> across = List.of(new Reach.Stride(4, 1), new Reach.Stride(5, 32), new Reach.Stride(3, 4));
        assertTrue(Reach.of(7, across, 1).equals(reach(7, 5, 32, 12)));
    }

    private static Reach reach(int start, int rows, int stride, int width) {
        return Reach.of(start, List.of(new Reach.Stride(rows, stride)), width);
    }
}
