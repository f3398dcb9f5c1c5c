package dev.nacre.compiler.generated;

/** Networks with products of two activations. */
class EveryAttentionTest extends EveryModelTest {

    EveryAttentionTest() {
        super(ModelFile.ATTENTION, 1, 3);
    }
}
