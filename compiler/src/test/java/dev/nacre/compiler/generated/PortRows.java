package dev.nacre.compiler.generated;

import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Samples as rows of floats in which some ports stand side by side, and as an array for each of these ports. An index is the
 * bits of its float, so that indices are as unusual as values: large, negative, and different from each other in their last
 * bits. Indices of rows of a table are below the number of its rows, and flags are 0 or 1.
 */
final class PortRows {

    private final List<Column> columns;
    private final int width;

    private PortRows(List<Column> columns, int width) {
        this.columns = columns;
        this.width = width;
    }

    /** A port, where its elements are in a row, and below what its indices are, or 0 if they are not those of rows. */
    private record Column(Port port, int at, int limit) {

        int width() {
            return port.shape().elements();
        }

        boolean isFloat() {
            return port.elements() == ElementType.FLOAT;
        }

        int[] indices(float[] values) {
            int[] indices = bits(values);
            for (int i = 0; limit > 0 && i < indices.length; i++) {
                indices[i] = Math.floorMod(indices[i], limit);
            }
            return indices;
        }
    }

    static PortRows of(List<Port> ports) {
        return of(ports, Port::rows);
    }

    /** @param limits of ports, by name, of which tables are read */
    static PortRows of(List<Port> ports, Map<String, Integer> limits) {
        return of(ports, port -> limits.getOrDefault(port.name(), 0));
    }

    private static PortRows of(List<Port> ports, ToIntFunction<Port> limits) {
        List<Column> columns = new ArrayList<>();
        int width = 0;
        for (Port port : ports) {
            columns.add(new Column(port, width, limits.applyAsInt(port)));
            width += port.shape().elements();
        }
        return new PortRows(columns, width);
    }

    /** The same rows, of which some ports alone have arrays. */
    PortRows only(Predicate<Port> wanted) {
        List<Column> some =
                columns.stream().filter(column -> wanted.test(column.port())).toList();
        return new PortRows(some, width);
    }

    int width() {
        return width;
    }

    /** An array for each port. */
    PortArrays arrays(float[] rows) {
        Object[] arrays = columns.stream()
                .map(column -> {
                    float[] values = values(rows, column);
                    return column.isFloat() ? values : column.indices(values);
                })
                .toArray();
        return PortArrays.of(arrays);
    }

    /** The values or indices of each port, by its name. */
    Map<String, double[]> numbers(float[] rows) {
        Map<String, double[]> numbers = new HashMap<>();
        for (Column column : columns) {
            float[] values = values(rows, column);
            int[] indices = column.indices(values);
            double[] wide = new double[values.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = column.isFloat() ? values[i] : indices[i];
            }
            numbers.put(column.port().name(), wide);
        }
        return numbers;
    }

    private float[] values(float[] rows, Column column) {
        float[] values = new float[rows.length / width * column.width()];
        for (int row = 0; row < rows.length / width; row++) {
            System.arraycopy(rows, row * width + column.at(), values, row * column.width(), column.width());
        }
        return values;
    }

    static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    private static float[] ofBits(int[] bits) {
        float[] values = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = Float.intBitsToFloat(bits[i]);
        }
        return values;
    }

    /** Arrays for {@code n} samples of each port, with more behind them. */
    Fenced fenced(int n) {
        return new Fenced(n, Floats.fenced(0).length);
    }

    /** Arrays for exactly {@code n} samples of each port. */
    Fenced unfenced(int n) {
        return new Fenced(n, 0);
    }

    /** Arrays for results, in which every element says whether it was written. */
    final class Fenced {

        private final int n;
        private final int fence;
        private final PortArrays arrays;

        private Fenced(int n, int fence) {
            this.n = n;
            this.fence = fence;
            this.arrays = PortArrays.of(columns.stream().map(this::untouched).toArray());
        }

        private Object untouched(Column column) {
            float[] values = Floats.untouched(n * column.width() + fence);
            return column.isFloat() ? values : bits(values);
        }

        PortArrays arrays() {
            return arrays;
        }

        /** The results side by side, zeros for ports without array; fails if anything was written behind them. */
        float[] rows(String what) {
            if (fence > 0) {
                for (int i = 0; i < columns.size(); i++) {
                    Floats.inside(what + " " + columns.get(i).port(), PortRows.this.values(arrays, i));
                }
            }
            return PortRows.this.rows(arrays, n);
        }
    }

    /** The first {@code n} samples of the ports' arrays side by side, zeros for ports without array. */
    float[] rows(PortArrays arrays, int n) {
        float[] rows = new float[n * width];
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            float[] values = values(arrays, i);
            for (int row = 0; row < n; row++) {
                System.arraycopy(values, row * column.width(), rows, row * width + column.at(), column.width());
            }
        }
        return rows;
    }

    private float[] values(PortArrays arrays, int index) {
        return columns.get(index).isFloat() ? arrays.floats(index) : ofBits(arrays.ints(index));
    }
}
