package dev.nacre.runtime;

/**
 * The standard normal distribution, from additions, multiplications, divisions and square roots of {@code double} alone, so
 * that its numbers have the same bits on every machine and JVM.
 */
final class NormalDistribution {

    /** From here on outwards the continued fraction converges fast, and the series loses digits. */
    private static final double TAIL = 3;

    private static final int FRACTION_DEPTH = 80;

    /** e^(−x²/2) is no {@code double} but 0 beyond. */
    private static final double FARTHEST = 39;

    private static final double SQRT_TWO_PI = 2.5066282746310002;

    private NormalDistribution() {}

    /** Element {@code element} of a key's sequence of numbers with this distribution. */
    static double draw(int element, int key) {
        return quantile(probability(element, key));
    }

    /** The same element of a sequence of uniform numbers between 0 and 1, neither of which it reaches. */
    static double probability(int element, int key) {
        return ((CounterRandom.bits(element, key) & 0xFFFFFFFFL) + 0.5) * 0x1p-32;
    }

    /** The probability of a number below x. */
    static double cdf(double x) {
        if (x > 0) {
            return 1 - cdf(-x);
        } else if (x < -FARTHEST) {
            return 0;
        }
        double density = DoubleMath.exp(-0.5 * x * x) / SQRT_TWO_PI;
        return x < -TAIL ? density / fraction(-x) : 0.5 + density * series(x);
    }

    /** x + x³/3 + x⁵/(3·5) + … */
    private static double series(double x) {
        double sum = 0;
        double term = x;
        for (int k = 3; sum + term != sum; k += 2) {
            sum += term;
            term *= x * x / k;
        }
        return sum;
    }

    /** Laplace's x + 1/(x + 2/(x + 3/(x + …))), the density over the probability of a number above x. */
    private static double fraction(double x) {
        double value = x;
        for (int k = FRACTION_DEPTH; k > 0; k--) {
            value = x + k / value;
        }
        return value;
    }

    /**
     * The x that {@link #cdf} gives p: Wichura's algorithm AS 241, <i>Applied Statistics</i> 37, 1988, whose relative error
     * is about 1e-16. The smallest normal {@code double} stands for all smaller p, 0 included.
     */
    static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            return central(q);
        }
        double tail = Math.max(q < 0 ? p : 1 - p, Double.MIN_NORMAL);
        double r = Math.sqrt(-DoubleMath.log(tail));
        double x = r <= 5 ? outer(r - 1.6) : farthest(r - 5);
        return q < 0 ? -x : x;
    }

    private static double central(double q) {
        double r = 0.180625 - q * q;
        double above = 2.5090809287301226727e+3;
        above = above * r + 3.3430575583588128105e+4;
        above = above * r + 6.7265770927008700853e+4;
        above = above * r + 4.5921953931549871457e+4;
        above = above * r + 1.3731693765509461125e+4;
        above = above * r + 1.9715909503065514427e+3;
        above = above * r + 1.3314166789178437745e+2;
        above = above * r + 3.3871328727963666080e+0;
        double below = 5.2264952788528545610e+3;
        below = below * r + 2.8729085735721942674e+4;
        below = below * r + 3.9307895800092710610e+4;
        below = below * r + 2.1213794301586595867e+4;
        below = below * r + 5.3941960214247511077e+3;
        below = below * r + 6.8718700749205790830e+2;
        below = below * r + 4.2313330701600911252e+1;
        return above * q / (below * r + 1);
    }

    private static double outer(double r) {
        double above = 7.74545014278341407640e-4;
        above = above * r + 2.27238449892691845833e-2;
        above = above * r + 2.41780725177450611770e-1;
        above = above * r + 1.27045825245236838258e+0;
        above = above * r + 3.64784832476320460504e+0;
        above = above * r + 5.76949722146069140550e+0;
        above = above * r + 4.63033784615654529590e+0;
        above = above * r + 1.42343711074968357734e+0;
        double below = 1.05075007164441684324e-9;
        below = below * r + 5.47593808499534494600e-4;
        below = below * r + 1.51986665636164571966e-2;
        below = below * r + 1.48103976427480074590e-1;
        below = below * r + 6.89767334985100004550e-1;
        below = below * r + 1.67638483018380384940e+0;
        below = below * r + 2.05319162663775882187e+0;
        return above / (below * r + 1);
    }

    private static double farthest(double r) {
        double above = 2.01033439929228813265e-7;
        above = above * r + 2.71155556874348757815e-5;
        above = above * r + 1.24266094738807843860e-3;
        above = above * r + 2.65321895265761230930e-2;
        above = above * r + 2.96560571828504891230e-1;
        above = above * r + 1.78482653991729133580e+0;
        above = above * r + 5.46378491116411436990e+0;
        above = above * r + 6.65790464350110377720e+0;
        double below = 2.04426310338993978564e-15;
        below = below * r + 1.42151175831644588870e-7;
        below = below * r + 1.84631831751005468180e-5;
        below = below * r + 7.86869131145613259100e-4;
        below = below * r + 1.48753612908506148525e-2;
        below = below * r + 1.36929880922735805310e-1;
        below = below * r + 5.99832206555887937690e-1;
        return above / (below * r + 1);
    }
}
