package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The expected texts are what PyTorch 1.13.1 prints. */
final class TensorPrinterTest {

    private static String print(int[] shape, double... values) {
        float[] elements = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            elements[i] = (float) values[i];
        }
        return TensorPrinter.print(Shape.of(shape), elements);
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    @Test
    void fourDecimalsInACommonWidth() {
        assertEquals("tensor([[ 0.1806, -0.0349, -0.1638]])", print(shape(1, 3), 0.1806, -0.0349, -0.1638));
        assertEquals("tensor([-0.2685])", print(shape(1), -0.2685));
    }

    @Test
    void integersEndInADot() {
        assertEquals("tensor([ 1., -2., 10.])", print(shape(3), 1, -2, 10));
        assertEquals("tensor([0., 0.])", print(shape(2), 0, 0));
        assertEquals("tensor(50.)", print(shape(), 50));
    }

    @Test
    void scientificWhereTheRangeDemandsIt() {
        assertEquals("tensor([1.0000e+00, 1.5000e-05])", print(shape(2), 1, 1.5e-5));
        assertEquals("tensor([1.0000e+00, 2.0000e+03])", print(shape(2), 1, 2000));
        assertEquals("tensor([-1.2346e+09,  0.0000e+00])", print(shape(2), -1234567890, 0));
        assertEquals("tensor([5.0000e-05])", print(shape(1), 5e-5));
    }

    @Test
    void nonFiniteValuesTakePartInTheWidthOfTheOthers() {
        assertEquals("tensor([   nan,    inf,   -inf, 1.5000])", print(shape(4), Double.NaN, 1 / 0.0, -1 / 0.0, 1.5));
        assertEquals("tensor([nan, inf, 2.])", print(shape(3), Double.NaN, 1 / 0.0, 2));
        assertEquals("tensor([nan, 0.])", print(shape(2), Double.NaN, 0));
    }

    @Test
    void tiesRoundToEvenAndNegativeZeroKeepsItsSign() {
        assertEquals("tensor([0.0312, 0.0938])", print(shape(2), 0.03125, 0.09375));
        assertEquals("tensor([-0.0000, 0.5000])", print(shape(2), -0.0, 0.5));
    }

    @Test
    void matricesAreAlignedAndSlicesSetApart() {
        assertEquals("""
                tensor([[[1., 2.],
                         [3., 4.]],

                        [[5., 6.],
                         [7., 8.]]])""", print(shape(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void longRowsAreBroken() {
        double[] values = new double[20];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 0.5;
        }
        assertEquals("""
                tensor([ 0.5000,  1.5000,  2.5000,  3.5000,  4.5000,  5.5000,  6.5000,  7.5000,
                         8.5000,  9.5000, 10.5000, 11.5000, 12.5000, 13.5000, 14.5000, 15.5000,
                        16.5000, 17.5000, 18.5000, 19.5000])""", print(shape(20), values));
    }

    @Test
    void aboveAThousandElementsTheMiddleIsLeftOut() {
        double[] values = new double[1001];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        values[500] = 0.25;
        assertEquals("tensor([   0.,    1.,    2.,  ...,  998.,  999., 1000.])", print(shape(1001), values));
        double[] matrix = new double[1200];
        assertEquals("""
                tensor([[0., 0., 0.,  ..., 0., 0., 0.],
                        [0., 0., 0.,  ..., 0., 0., 0.],
                        [0., 0., 0.,  ..., 0., 0., 0.],
                        ...,
                        [0., 0., 0.,  ..., 0., 0., 0.],
                        [0., 0., 0.,  ..., 0., 0., 0.],
                        [0., 0., 0.,  ..., 0., 0., 0.]])""", print(shape(30, 40), matrix));
    }
}
