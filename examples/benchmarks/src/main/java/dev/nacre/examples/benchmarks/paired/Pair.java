package dev.nacre.examples.benchmarks.paired;

/**
 * Two neighbouring windows.
 *
 * @param nacre seconds of a call
 * @param peer the same of the other library
 */
record Pair(double nacre, double peer) {

    /** Above 1 where Nacre was faster. */
    double ratio() {
        return peer / nacre;
    }

    /** Reads what {@link #toString} wrote. */
    static Pair parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Pair(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    @Override
    public String toString() {
        return nacre + " " + peer;
    }
}
