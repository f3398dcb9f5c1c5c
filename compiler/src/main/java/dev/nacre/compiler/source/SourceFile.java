package dev.nacre.compiler.source;

/**
 * One {@code .nn} file: its text, and the names under which people know it.
 *
 * @param path as shown in diagnostics and provenance comments, with {@code /}; relative to the project where possible
 * @param directory the directory below the source directory, with {@code /}, empty at its root: the default package
 * @param text the decoded contents
 */
public record SourceFile(String path, String directory, String text) {

    /** The file's last path element, for the short provenance {@code mnist.nn:7}. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The span of {@code text} from {@code start} (inclusive) to {@code end} (exclusive), in UTF-16 units. */
    public Span span(int start, int end) {
        return new Span(this, start, end);
    }

    @Override
    public String toString() {
        return path;
    }
}
