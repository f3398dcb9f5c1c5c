package dev.nacre.examples.fashion;

import java.util.List;
import java.util.Locale;

/** How often each class was taken for each: a row for what it is, a column for what was said. */
final class ConfusionMatrix {

    private final List<String> classes;
    private final int[][] counts;

    ConfusionMatrix(List<String> classes) {
        this.classes = List.copyOf(classes);
        this.counts = new int[classes.size()][classes.size()];
    }

    void add(int actual, int predicted) {
        counts[actual][predicted]++;
    }

    /** Of all that are of a class, the share that was recognised. */
    double recall(int actual) {
        int all = 0;
        for (int count : counts[actual]) {
            all += count;
        }
        return (double) counts[actual][actual] / all;
    }

    /** A line for each class, the most frequent mistakes easy to see: what never happened is a dot. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(" ".repeat(12));
        classes.forEach(name -> text.append(String.format(Locale.ROOT, "%8.7s", name)));
        text.append("  recall");
        for (int actual = 0; actual < counts.length; actual++) {
            text.append(String.format(Locale.ROOT, "%n%-12s", classes.get(actual)));
            for (int count : counts[actual]) {
                text.append(String.format(Locale.ROOT, "%8s", count == 0 ? "." : String.valueOf(count)));
            }
            text.append(String.format(Locale.ROOT, "%8.3f", recall(actual)));
        }
        return text.toString();
    }
}
