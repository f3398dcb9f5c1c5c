package dev.nacre.compiler.generated;

/** Chains of layers. */
class EveryChainTest extends EveryModelTest {

    EveryChainTest() {
        super(ModelFile.CHAINS, 7);
    }
}
