package dev.nacre.compiler.generated;

/** Networks with windows that are multiplied with a weight. */
class EveryConvolutionTest extends EveryModelTest {

    EveryConvolutionTest() {
        super(ModelFile.CONVOLUTIONS, 7);
    }
}
