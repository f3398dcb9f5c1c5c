package dev.nacre.compiler.kernel;

/**
 * y[r] = table[i[r]] for the index i[r] of each row, which is known to be one of the table's rows.
 *
 * <p>Operands: the table, indices without a gap, y.
 *
 * @param count rows of the table
 */
public record GatherRows(String label, int count, int width, int tableStride, int stride) implements Kernel {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.gather(this);
    }
}
