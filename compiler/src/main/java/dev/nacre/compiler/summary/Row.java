package dev.nacre.compiler.summary;

import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the table, and the lines that stand further in below it.
 *
 * @param name what it is called in the body that it stands in
 * @param copy whether it is one of the copies of a {@code repeat}
 * @param parameters those counted here and below
 * @param shared whether it has parameters that are counted elsewhere
 */
record Row(
        String name,
        boolean copy,
        String kind,
        Shape output,
        long parameters,
        boolean shared,
        long multiplyAdds,
        List<Row> rows) {

    Row {
        rows = List.copyOf(rows);
    }

    /** The rows with those copies on one line that are as the copy before them. */
    static List<Row> folded(List<Row> rows) {
        List<Row> folded = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            Row first = rows.get(from);
            int end = from + 1;
            while (end < rows.size() && first.copy && first.isAs(rows.get(end))) {
                end++;
            }
            folded.add(first);
            if (end > from + 1) {
                folded.add(first.again(rows.subList(from + 1, end)));
            }
            from = end;
        }
        return folded;
    }

    private boolean isAs(Row other) {
        return equals(other.named(name));
    }

    private Row named(String newName) {
        return new Row(newName, copy, kind, output, parameters, shared, multiplyAdds, rows);
    }

    private Row again(List<Row> copies) {
        String first = copies.get(0).name;
        String last = copies.get(copies.size() - 1).name;
        return new Row(
                first.equals(last) ? first : first + ".." + last,
                true,
                "as " + name,
                output,
                parameters * copies.size(),
                shared,
                multiplyAdds * copies.size(),
                List.of());
    }
}
