package dev.nacre.compiler.generated;

/** Networks that give values other shapes. */
class EveryShapeTest extends EveryModelTest {

    EveryShapeTest() {
        super(ModelFile.SHAPES, 1, 7);
    }
}
