package dev.nacre.compiler.generated;

/** Networks with several inputs or outputs. */
class EveryPortTest extends EveryModelTest {

    EveryPortTest() {
        super(ModelFile.PORTS, 7);
    }
}
