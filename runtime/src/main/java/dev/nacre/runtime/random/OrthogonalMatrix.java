package dev.nacre.runtime.random;

/**
 * Draws a matrix whose rows are orthonormal, or its columns if there are fewer of these, uniformly from all such matrices:
 * the Q of a QR decomposition of normal numbers in which R has a positive diagonal (Mezzadri, <i>How to generate random
 * matrices from the classical compact groups</i>, 2007).
 *
 * <p>The decomposition is Gram and Schmidt's, modified, whose diagonal is positive of itself.
 */
public final class OrthogonalMatrix {

    /** What may be left of a vector's length before its rounding errors, which do not shrink with it, are too large. */
    private static final double MOST_LOST = 0.1;

    /** The orthonormal vectors one after another. */
    private final float[] basis;

    private final int count;
    private final int length;
    private final double[] vector;

    private OrthogonalMatrix(float[] basis, int count, int length) {
        this.basis = basis;
        this.count = count;
        this.length = length;
        this.vector = new double[length];
    }

    /** Writes {@code gain} times the matrix, row after row. */
    public static void fill(float[] values, int rows, int columns, double gain, int key) {
        if (rows <= columns) {
            new OrthogonalMatrix(values, rows, columns).draw(gain, key);
        } else {
            float[] transposed = new float[rows * columns];
            new OrthogonalMatrix(transposed, columns, rows).draw(gain, key);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    values[i * columns + j] = transposed[j * rows + i];
                }
            }
        }
    }

    private void draw(double gain, int key) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                vector[j] = NormalDistribution.draw(i * length + j, key);
            }
            double before = norm();
            subtractProjections(i);
            if (norm() < MOST_LOST * before) {
                subtractProjections(i);
            }
            double norm = norm();
            for (int j = 0; j < length; j++) {
                basis[i * length + j] = (float) (vector[j] / norm);
            }
        }
        for (int i = 0; i < count * length; i++) {
            basis[i] = (float) (basis[i] * gain);
        }
    }

    private void subtractProjections(int vectors) {
        for (int i = 0; i < vectors; i++) {
            double projection = dot(i * length);
            for (int j = 0; j < length; j++) {
                vector[j] -= projection * basis[i * length + j];
            }
        }
    }

    /** The vector times that of the basis which starts there; four sums side by side hide the latency of an addition. */
    private double dot(int start) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int j = 0;
        for (; j + 3 < length; j += 4) {
            sum0 += vector[j] * basis[start + j];
            sum1 += vector[j + 1] * basis[start + j + 1];
            sum2 += vector[j + 2] * basis[start + j + 2];
            sum3 += vector[j + 3] * basis[start + j + 3];
        }
        for (; j < length; j++) {
            sum0 += vector[j] * basis[start + j];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    private double norm() {
        double sum = 0;
        for (int j = 0; j < length; j++) {
            sum += vector[j] * vector[j];
        }
        return Math.sqrt(sum);
    }
}
