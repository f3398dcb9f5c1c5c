package dev.nacre.runtime.training.loss;

/**
 * The mean over all elements of an error that is quadratic near 0 and linear beyond: with d = o − t, ½·curvature·d² where
 * |d| is below the threshold, else slope·(|d| − threshold/2), where slope = curvature·threshold joins the two smoothly.
 * PyTorch's {@code L1Loss} (threshold 0), {@code SmoothL1Loss} (threshold β, slope 1) and {@code HuberLoss} (threshold δ,
 * curvature 1) are all of this form.
 */
record RobustError(String name, double threshold, double curvature, double slope) implements ValueLoss {

    static RobustError l1() {
        return new RobustError("l1", 0, 0, 1);
    }

    static RobustError smoothL1(double beta) {
        return beta == 0 ? l1() : new RobustError("smoothL1", beta, 1 / beta, 1);
    }

    static RobustError huber(double delta) {
        return new RobustError("huber", delta, 1, delta);
    }

    @Override
    public double evaluate(float[] outputs, float[] targets, float[] gradient, int n, int width) {
        LossArguments.check(name, outputs, targets, gradient, n, width);
        int elements = n * width;
        double sum = 0;
        for (int i = 0; i < elements; i++) {
            double d = (double) outputs[i] - targets[i];
            double distance = Math.abs(d);
            if (distance < threshold) {
                sum += 0.5 * curvature * d * d;
                gradient[i] = (float) (curvature * d / elements);
            } else {
                sum += slope * (distance - 0.5 * threshold);
                gradient[i] = (float) (slope * Math.signum(d) / elements);
            }
        }
        return sum / elements;
    }

    @Override
    public String toString() {
        return name;
    }
}
