package dev.nacre.compiler.generated;

/** Networks with recurrent layers or tables. */
class EverySequenceTest extends EveryModelTest {

    EverySequenceTest() {
        super(ModelFile.SEQUENCES, 1, 3);
    }
}
