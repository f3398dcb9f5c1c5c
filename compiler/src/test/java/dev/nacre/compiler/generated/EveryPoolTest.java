package dev.nacre.compiler.generated;

/** Networks that reduce axes and windows, or the other way round. */
class EveryPoolTest extends EveryModelTest {

    EveryPoolTest() {
        super(ModelFile.POOLS, 7);
    }
}
