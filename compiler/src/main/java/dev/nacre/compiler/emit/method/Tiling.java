package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import java.util.ArrayList;
import java.util.List;

/** How many rows and vectors of a matrix a target computes at a time: as many sums as its registers hold. */
final class Tiling {

    /** Sums in flight that hide the latency of fma for one row: four cycles, two started in each. */
    private static final int SUMS_OF_ONE_ROW = 8;

    /**
     * The same with weights of 16 bits. One sample of D took, with 4, 6 and 8 sums: 42, 37 and 43 µs with vectors of 512 bits;
     * 68, 58 and 102 µs with vectors of 256 bits and 16 registers.
     */
    private static final int SUMS_OF_ONE_HALF_ROW = 6;

    /** A tile's sums leave registers for the vectors of weights and the broadcast element. */
    private static final int SUMS_OF_32_REGISTERS = 24;

    private static final int SUMS_OF_SEVERAL_VECTORS = 20;

    /** With one vector of inputs and two of weights, 15 of 16 registers: more needs a {@link #FENCE fence}. */
    private static final int SUMS_OF_16_REGISTERS = 12;

    /** Single floats: as many as hide the latency of fma. */
    private static final int SUMS_OF_FLOATS = 8;

    /** With fewer sums, 16 registers leave room for all that is loaded ahead. */
    private static final int SUMS_WITH_FENCE = 8;

    /** A statement: what is loaded below it is not loaded above. */
    static final String FENCE = "if ($order:T.FENCED) { $handle:T.acquireFence(); }";

    private static final int MOST_ROWS = 12;

    /** A convolution's positions: 14 of one vector, because images are often 28 or 14 wide. */
    private static final int MOST_POSITIONS = 14;

    /** What it takes to begin and end a tile, in terms of one of its sums. */
    private static final int OVERHEAD_OF_A_TILE = 2;

    /** Up to so many terms, a tile of one vector has fewer rows, so that it can do without a loop over the terms. */
    private static final int FEW_TERMS = 4;

    /** Tiles of up to so many rows may do some of them twice: less than it takes to compile another tile. */
    private static final int TOLERATED_OVERLAP = 4;

    private final Target target;

    Tiling(Target target) {
        this.target = target;
    }

    /**
     * Columns that are treated alike.
     *
     * @param from the first column
     * @param vectors vectors in each tile
     * @param tiles how many tiles follow each other
     */
    record Stripe(int from, int vectors, int tiles) {}

    /** How {@code columns} are cut into stripes for tiles of one row, each column having {@code chains} sums. */
    List<Stripe> rowStripes(int columns, int chains) {
        return stripes(columns, Math.max(1, SUMS_OF_ONE_ROW / chains));
    }

    /** The same for weights of 16 bits, which go through more registers on the way to a sum. Every tile starts within a panel. */
    List<Stripe> halfStripes(int columns, int chains) {
        int most = Math.max(1, SUMS_OF_ONE_HALF_ROW / chains);
        int all = vectorsIn(columns);
        return switch (target) {
            case S512 -> stripes(columns, most);
            case S256 -> most % 2 == 0 && all >= most ? stripes(all, most, 0) : stripes(columns, most);
            case S128 -> stripes(columns, Math.max(1, SUMS_OF_ONE_ROW / chains));
            case SCALAR -> stripes(columns, Math.max(1, SUMS_OF_ONE_ROW / 2 / chains));
        };
    }

    /** How {@code columns} are cut into stripes for tiles of several rows. */
    List<Stripe> tileStripes(int columns, int chains) {
        return stripes(columns, vectors(chains));
    }

    private int vectors(int chains) {
        return switch (target) {
            case S512 -> chains == 1 ? 4 : 4 / chains + 1;
            case S256, S128 -> chains > 2 ? 1 : 2;
            case SCALAR -> Math.max(1, 4 / chains);
        };
    }

    /**
     * Rows of a tile with so many vectors, chains and terms in each sum.
     *
     * @param strided whether what one term reads is not right beside what the next one reads: the places then take C2 so many
     *     more instructions that 12 sums don't stay in 16 registers
     */
    int rows(int vectors, int chains, int terms, boolean strided) {
        int sums = strided && target.registers() <= 16 ? SUMS_OF_ONE_ROW : sums();
        int rows = Math.max(1, Math.min(MOST_ROWS, sums / (vectors * chains)));
        boolean few = vectors == 1 && terms <= FEW_TERMS;
        return few ? Math.min(rows, ColumnsTile.STRAIGHT_TERMS / terms) : rows;
    }

    /** The most sums in a tile. */
    private int sums() {
        return switch (target) {
            case S512 -> SUMS_OF_32_REGISTERS;
            case S256, S128 -> SUMS_OF_16_REGISTERS;
            case SCALAR -> SUMS_OF_FLOATS;
        };
    }

    /** Whether a batch that is no multiple of a tile's rows should be cut into tiles of two heights instead. */
    boolean overlapsAreDear(int vectors, int rows) {
        return vectors > 1 && rows > TOLERATED_OVERLAP;
    }

    /** The lower of two heights: fewer sums than the taller one has, but enough to hide the latency of fma. */
    int lower(int vectors, int rows) {
        return target.registers() > 16 ? rows - 1 : Math.min(rows - 1, Math.max(1, SUMS_OF_ONE_ROW / vectors));
    }

    /**
     * Whether each row's terms should end with {@link #FENCE}. Without it C2 loads inputs of several rows ahead, needs more than
     * 16 registers, and keeps sums in memory: half of the speed or less, in half of the shapes.
     */
    boolean fenced(int rows, int sums) {
        return target != Target.SCALAR && target.registers() <= 16 && rows > 1 && sums >= SUMS_WITH_FENCE;
    }

    /** The number of full and partial vectors that {@code columns} fill; single floats have no partial ones. */
    int vectorsIn(int columns) {
        return (columns + target.lanes() - 1) / target.lanes();
    }

    /** Positions of an image that are computed together: {@code height} rows of {@code width} columns. */
    record Patch(int height, int width) {}

    /**
     * How an image is cut into tiles of so many vectors: parts of a row, or, if that leaves registers, whole rows.
     *
     * @param dear whether each sum has inputs of its own and is stored with others: C2 of JDK 17 then makes objects of 24 sums
     */
    Patch patch(int rows, int columns, int vectors, boolean dear) {
        int sums = dear ? sumsOf(vectors) : sums();
        int most = Math.max(1, Math.min(MOST_POSITIONS, sums / vectors));
        int width = evenly(columns, most, vectors);
        int height = width == columns ? evenly(rows, Math.max(1, most / columns), vectors * columns) : 1;
        return new Patch(height, width);
    }

    /**
     * Positions of a tile in a row whose length is known when the model is called. With several vectors of weights C2 of JDK 17 keeps some
     * of 24 sums in memory, which took a fifth longer than tiles of 20, or makes objects of them where a gradient of relu follows.
     */
    int columnsOfLength(int vectors) {
        return Math.max(1, Math.min(MOST_POSITIONS, sumsOf(vectors) / vectors));
    }

    private int sumsOf(int vectors) {
        return target == Target.S512 && vectors > 1 ? SUMS_OF_SEVERAL_VECTORS : sums();
    }

    /** How many of {@code all} go together: what takes least time, with tiles that are too small waiting for their sums. */
    private static int evenly(int all, int most, int sumsOfEach) {
        int best = 1;
        long least = Long.MAX_VALUE;
        for (int size = 1; size <= Math.min(all, most); size++) {
            int tiles = (all + size - 1) / size;
            long time = (long) tiles * (Math.max(size * sumsOfEach, SUMS_OF_ONE_ROW) + OVERHEAD_OF_A_TILE);
            if (time <= least) {
                least = time;
                best = size;
            }
        }
        return best;
    }

    /** Rows of the gradient of a convolution's weight that are computed together, for so many vectors. */
    int windowRows(int vectors) {
        boolean many = target.registers() > 16;
        return many && vectors == 1 ? 26 : Math.max(1, sums() / vectors);
    }

    private List<Stripe> stripes(int columns, int most) {
        int all = vectorsIn(columns);
        int vectors = Math.min(most, all);
        if (target.lanes() == Buffer.LANES) {
            int tiles = (all + vectors - 1) / vectors;
            vectors = (all + tiles - 1) / tiles;
        } else {
            vectors = Integer.highestOneBit(vectors);
        }
        return stripes(all, vectors, 0);
    }

    /** Cuts {@code all} vectors from {@code from} on into tiles of {@code vectors} and what remains. */
    private List<Stripe> stripes(int all, int vectors, int from) {
        List<Stripe> stripes = new ArrayList<>();
        int tiles = all / vectors;
        stripes.add(new Stripe(from, vectors, tiles));
        int rest = all - tiles * vectors;
        if (rest > 0) {
            int next = from + tiles * vectors * target.lanes();
            int size = target.lanes() == Buffer.LANES ? rest : Integer.highestOneBit(rest);
            stripes.addAll(stripes(rest, size, next));
        }
        return stripes;
    }
}
