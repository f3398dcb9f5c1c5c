package dev.nacre.compiler.generated;

/** Networks whose values meet again, or whose parameters are used more than once. */
class EveryJoinTest extends EveryModelTest {

    EveryJoinTest() {
        super(ModelFile.JOINS, 1, 3, 64);
    }
}
