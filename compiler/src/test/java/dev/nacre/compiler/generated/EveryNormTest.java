package dev.nacre.compiler.generated;

/** Networks that normalise within a sample. */
class EveryNormTest extends EveryModelTest {

    EveryNormTest() {
        super(ModelFile.NORMS, 1, 7);
    }
}
