package dev.nacre.compiler.kernel;

/**
 * How an axis is copied: place i goes to {@code before + i * spread}, if the copy has such a place.
 *
 * @param from places to copy, {@code step} floats apart
 * @param to places of the copy
 * @param size of these, how many a sample has, but for {@code around} more; fewer than {@code to} if that is a length
 */
public record PadAxis(int from, int step, int before, int spread, int to, int size, int around) {

    /** An axis of a fixed size. */
    public PadAxis(int from, int step, int before, int spread, int to) {
        this(from, step, before, spread, to, to, 0);
    }

    /** The first place that is copied. */
    public int first() {
        return before >= 0 ? 0 : (spread - 1 - before) / spread;
    }

    /** Behind the last one; not behind the first if none is: all windows of a stride may lie in the padding. */
    public int end() {
        return Math.min(from, Math.floorDiv(to - 1 - before, spread) + 1);
    }

    boolean isEmpty() {
        return end() <= first();
    }
}
