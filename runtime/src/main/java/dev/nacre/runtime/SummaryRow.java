package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the table of {@link ModelSpec#toString()}, and the lines that stand further in below it.
 *
 * @param name what it is called in the body that it stands in
 * @param copy whether it is one of the copies of a {@code repeat}
 * @param parameters those counted here and below
 * @param shared whether it has parameters that are counted elsewhere
 */
record SummaryRow(
        String name,
        boolean copy,
        String kind,
        Shape output,
        long parameters,
        boolean shared,
        long multiplyAdds,
        List<SummaryRow> rows) {

    SummaryRow {
        rows = List.copyOf(rows);
    }

    /** The rows with those copies on one line that are as the copy before them. */
    static List<SummaryRow> folded(List<SummaryRow> rows) {
        List<SummaryRow> folded = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            SummaryRow first = rows.get(from);
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

    private boolean isAs(SummaryRow other) {
        return equals(other.named(name));
    }

    private SummaryRow named(String newName) {
        return new SummaryRow(newName, copy, kind, output, parameters, shared, multiplyAdds, rows);
    }

    private SummaryRow again(List<SummaryRow> copies) {
        String first = copies.get(0).name;
        String last = copies.get(copies.size() - 1).name;
        return new SummaryRow(
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
