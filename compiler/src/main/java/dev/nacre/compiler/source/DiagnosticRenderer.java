package dev.nacre.compiler.source;

import dev.nacre.compiler.source.Diagnostic.Related;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A diagnostic as people read it: message, places in their source lines, notes, help. */
public final class DiagnosticRenderer {

    private static final int LONGEST_PLACE = 200;

    private final StringBuilder out = new StringBuilder();
    private final String gutter;

    private DiagnosticRenderer(int lastLine) {
        this.gutter = " ".repeat(String.valueOf(lastLine).length());
    }

    /** The lines of {@code diagnostic}, without a line end after the last one. */
    public static String render(Diagnostic diagnostic) {
        int lastLine = diagnostic.related().stream()
                .mapToInt(related -> related.span().line())
                .reduce(diagnostic.span().line(), Math::max);
        DiagnosticRenderer renderer = new DiagnosticRenderer(lastLine);
        renderer.diagnostic(diagnostic);
        return renderer.out.toString().stripTrailing();
    }

    private void diagnostic(Diagnostic diagnostic) {
        out.append("error[").append(diagnostic.code()).append("]: ");
        out.append(VisibleText.of(diagnostic.message())).append('\n');
        for (List<Mark> marks : byFile(diagnostic)) {
            place(marks.get(0).span());
            if (!marks.get(0).span().file().text().isEmpty()) {
                lines(marks);
            }
        }
        diagnostic.notes().forEach(this::note);
        diagnostic.help().ifPresent(help -> note("help: " + help));
    }

    /** The culprit's file first, with the culprit first in it; then other files in the order of mention. */
    private static List<List<Mark>> byFile(Diagnostic diagnostic) {
        Map<SourceFile, List<Mark>> files = new LinkedHashMap<>();
        files.computeIfAbsent(diagnostic.span().file(), file -> new ArrayList<>())
                .add(new Mark(diagnostic.span(), '^', ""));
        for (Related related : diagnostic.related()) {
            files.computeIfAbsent(related.span().file(), file -> new ArrayList<>())
                    .add(new Mark(related.span(), '-', " " + VisibleText.of(related.remark())));
        }
        return List.copyOf(files.values());
    }

    private void place(Span span) {
        out.append(gutter)
                .append(" --> ")
                .append(VisibleText.of(BoundedText.of(span.toString(), LONGEST_PLACE)))
                .append('\n');
    }

    private void lines(List<Mark> marks) {
        Map<Integer, List<Mark>> byLine = new TreeMap<>();
        for (Mark mark : marks) {
            byLine.computeIfAbsent(mark.span().line(), line -> new ArrayList<>())
                    .add(mark);
        }
        addLineBefore(marks.get(0).span(), byLine);
        row("", "");
        int previous = byLine.keySet().iterator().next();
        for (Map.Entry<Integer, List<Mark>> line : byLine.entrySet()) {
            gap(marks.get(0).span().file(), previous, line.getKey());
            line(marks.get(0).span().file(), line.getKey(), line.getValue());
            previous = line.getKey();
        }
    }

    /** A culprit that begins its line is often understood from the line before. */
    private static void addLineBefore(Span culprit, Map<Integer, List<Mark>> byLine) {
        SourceFile file = culprit.file();
        int line = culprit.line();
        boolean begins =
                file.text().substring(file.line(line).start(), culprit.start()).isBlank();
        if (begins && line > 1 && !file.line(line - 1).text().isBlank()) {
            byLine.computeIfAbsent(line - 1, before -> List.of());
        }
    }

    /** One line in between is shown, more are left out. */
    private void gap(SourceFile file, int previous, int line) {
        if (line == previous + 2) {
            line(file, previous + 1, List.of());
        } else if (line > previous + 2) {
            out.append(" ...\n");
        }
    }

    private void line(SourceFile file, int number, List<Mark> marks) {
        Span span = file.line(number);
        int focus = marks.isEmpty() ? span.start() : marks.get(0).span().start();
        SourceLine line = new SourceLine(span, focus);
        row(String.valueOf(number), line.shown());
        marks.stream()
                .sorted(Comparator.comparing((Mark mark) -> mark.sign() == '-'))
                .forEach(mark -> row("", line.underline(mark.span(), mark.sign()) + mark.remark()));
    }

    private void row(String number, String text) {
        String row = " " + gutter.substring(number.length()) + number + " | " + text;
        out.append(row.stripTrailing()).append('\n');
    }

    private void note(String note) {
        out.append(gutter).append("  = ").append(VisibleText.of(note)).append('\n');
    }

    /** An underline and what stands behind it. */
    private record Mark(Span span, char sign, String remark) {}
}
