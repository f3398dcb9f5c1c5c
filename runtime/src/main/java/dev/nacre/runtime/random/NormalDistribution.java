package dev.nacre.runtime.random;

/**
 * The standard normal distribution, from additions, multiplications, divisions and square roots of {@code double} alone, so
 * that its numbers have the same bits on every machine and JVM.
 */
public final class NormalDistribution {

    /** From here on outwards the continued fraction converges fast, and the series loses digits. */
    private static final double TAIL = 3;

    private static final int FRACTION_DEPTH = 80;

    /** e^(−x²/2) is no {@code double} but 0 beyond. */
    private static final double FARTHEST = 39;

    private static final double SQRT_TWO_PI = 2.5066282746310002;

    private NormalDistribution() {}

    /** Element {@code element} of a key's sequence of numbers with this distribution. */
    public static double draw(int element, int key) {
        return quantile(probability(element, key));
    }

    /** The same element of a sequence of uniform numbers between 0 and 1, neither of which it reaches. */
    public static double probability(int element, int key) {
        return ((CounterRandom.bits(element, key) & 0xFFFFFFFFL) + 0.5) * 0x1p-32;
    }

    /** The probability of a number below x. */
    public static double cdf(double x) {
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
    public static double quantile(double p) {
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
        double above = 2509.0809287301227;
        above = above * r + 33430.57558358813;
        above = above * r + 67265.7709270087;
        above = above * r + 45921.95393154987;
        above = above * r + 13731.69376550946;
        above = above * r + 1971.5909503065513;
        above = above * r + 133.14166789178438;
        above = above * r + 3.3871328727963665;
        double below = 5226.495278852854;
        below = below * r + 28729.085735721943;
        below = below * r + 39307.89580009271;
        below = below * r + 21213.794301586597;
        below = below * r + 5394.196021424751;
        below = below * r + 687.1870074920579;
        below = below * r + 42.31333070160091;
        return above * q / (below * r + 1);
    }

    private static double outer(double r) {
        double above = 0.0007745450142783414;
        above = above * r + 0.022723844989269184;
        above = above * r + 0.2417807251774506;
        above = above * r + 1.2704582524523684;
        above = above * r + 3.6478483247632045;
        above = above * r + 5.769497221460691;
        above = above * r + 4.630337846156546;
        above = above * r + 1.4234371107496835;
        double below = 1.0507500716444169e-9;
        below = below * r + 0.0005475938084995345;
        below = below * r + 0.015198666563616457;
        below = below * r + 0.14810397642748008;
        below = below * r + 0.6897673349851;
        below = below * r + 1.6763848301838038;
        below = below * r + 2.053191626637759;
        return above / (below * r + 1);
    }

    private static double farthest(double r) {
        double above = 2.0103343992922881e-7;
        above = above * r + 2.7115555687434876e-5;
        above = above * r + 0.0012426609473880784;
        above = above * r + 0.026532189526576124;
        above = above * r + 0.29656057182850487;
        above = above * r + 1.7848265399172913;
        above = above * r + 5.463784911164114;
        above = above * r + 6.657904643501103;
        double below = 2.0442631033899397e-15;
        below = below * r + 1.421511758316446e-7;
        below = below * r + 1.8463183175100548e-5;
        below = below * r + 0.0007868691311456133;
        below = below * r + 0.014875361290850615;
        below = below * r + 0.1369298809227358;
        below = below * r + 0.599832206555888;
        return above / (below * r + 1);
    }
}
