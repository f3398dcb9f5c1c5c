package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.kernel.Buffer;

/** Where the columns of a matrix in panels of 16 are. */
final class Panel {

    private Panel() {}

    /** How many panels so many columns fill, the last of them perhaps not wholly. */
    static int count(int columns) {
        return Buffer.padded(columns) / Buffer.LANES;
    }

    /** The offset of column {@code j}, a variable that is a multiple of {@code step} columns, from the matrix's start. */
    static String offset(String base, String j, int step, int panelStride) {
        if (panelStride == Buffer.LANES) {
            return base + " + " + j;
        } else if (step % Buffer.LANES == 0) {
            return base + " + " + Code.times(j, panelStride / Buffer.LANES);
        }
        return base + " + " + j + " / 16 * " + panelStride + " + " + j + " % 16";
    }

    /** The offset of a known column. */
    static String offset(String base, int column, int panelStride) {
        return Code.at(base, (long) column / Buffer.LANES * panelStride + column % Buffer.LANES);
    }

    /** The offset of a tile's vector {@code v} from its first. */
    static long vector(int v, int lanes, int panelStride) {
        int column = v * lanes;
        return (long) column / Buffer.LANES * panelStride + column % Buffer.LANES;
    }
}
