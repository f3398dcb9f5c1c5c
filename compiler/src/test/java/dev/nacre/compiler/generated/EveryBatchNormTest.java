package dev.nacre.compiler.generated;

/** Networks in whose training samples meet. */
class EveryBatchNormTest extends EveryModelTest {

    EveryBatchNormTest() {
        super(ModelFile.BATCH_NORMS, 7, 103);
    }
}
