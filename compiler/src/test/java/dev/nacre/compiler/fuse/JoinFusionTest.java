package dev.nacre.compiler.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Joins have no loops of their own where a product can take them along. */
class JoinFusionTest {

    private static final String RESIDUAL_MLP =
            "block Res(d) < residual < linear(4 * d); gelu; linear(d) > > model M (x: [64]) < linear(64); repeat(4) < Res(64) > >";

    @Test
    void theSumOfAResidualIsPartOfTheProductBeforeIt() {
        Plan plan = plan(RESIDUAL_MLP);
        int first = 1;
        int block = 3;
        assertEquals(first + 4 * block, plan.predict().size(), () -> loops(plan.predict()));
        assertEquals(first + 4 * block, plan.forward().size(), () -> loops(plan.forward()));
    }

    @Test
    void theGradientsThatMeetBeforeAResidualAreAddedByTheProductThatMakesOneOfThem() {
        Plan plan = plan(RESIDUAL_MLP);
        int load = 1;
        int block = 3;
        assertEquals(load + 4 * block, plan.backward().size(), () -> loops(plan.backward()));
    }

    @Test
    void branchesOfProductsAreAddedByTheLastOne() {
        assertSteps(3, "model M (x: [16]) < sum < linear(16) | linear(32); relu; linear(16) > >");
        assertSteps(3, "model M (x: [16]) < mul < linear(16); relu | linear(16) | linear(16) > >");
    }

    @Test
    void aTapThatIsAddedLaterNeedsNoLoop() {
        assertSteps(3, "model M (x: [16]) < linear(16); relu -> a; linear(16); relu; linear(16); add(a) >");
    }

    @Test
    void partsThatBeginWithAVectorAreWrittenWhereTheyAreRead() {
        assertSteps(3, "model M (x: [16]) < concat < linear(16); relu | linear(32); relu >; linear(16) >");
    }

    @Test
    void aProductWhoseGradientIsRepeatedTakesItsBiasAlongInTrainingToo() {
        Plan plan = plan("model M (x: [5, 9]) < linear(2); sum(dim = 0) >");
        List<Kernel> predicting = plan.predict().stream().map(Step::kernel).toList();
        List<Kernel> training = plan.forward().stream().map(Step::kernel).toList();
        assertEquals(predicting, training);
    }

    private static void assertSteps(int expected, String nn) {
        List<Step> steps = plan(nn).predict();
        assertEquals(expected, steps.size(), () -> loops(steps));
    }

    private static String loops(List<Step> steps) {
        return steps.stream().map(step -> step.kernel().label()).toList().toString();
    }

    private static Plan plan(String nn) {
        return NnCompiler.plan(Models.parse(nn));
    }
}
