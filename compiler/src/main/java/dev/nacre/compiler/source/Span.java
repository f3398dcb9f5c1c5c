package dev.nacre.compiler.source;

/**
 * A range of characters in a file; lines and columns are derived from it.
 *
 * @param start first UTF-16 unit, 0-based
 * @param end one past the last unit; equal to {@code start} for a place between two characters
 */
public record Span(SourceFile file, int start, int end) {

    /** 1-based line of the first character. */
    public int line() {
        return file.lines().line(start);
    }

    /** 1-based column of the first character, in Unicode code points. */
    public int column() {
        return file.text().codePointCount(file.lines().start(line()), start) + 1;
    }

    /** The characters covered. */
    public String text() {
        return file.text().substring(start, end);
    }

    /** From the start of this span to the end of {@code last}, which is in the same file and not before this one. */
    public Span to(Span last) {
        return new Span(file, start, last.end);
    }

    /** The short provenance that generated code carries: {@code mnist.nn:7}. */
    public String provenance() {
        return file.name() + ":" + line();
    }

    @Override
    public String toString() {
        return file.path() + ":" + line() + ":" + column();
    }
}
