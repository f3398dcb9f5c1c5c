package dev.nacre.compiler.source;

import java.nio.charset.Charset;
import java.util.Optional;

/** One {@code .nn} file: its text, and the names under which people know it. Two files are the same only if they are one object. */
public final class SourceFile {

    /** The most bytes, and the most UTF-16 units, that a file may have: 1 MiB. */
    public static final int SIZE_LIMIT = 1 << 20;

    private final String root;
    private final String path;
    private final String directory;
    private final String text;
    private final LineIndex lines;

    /**
     * @param path as shown in diagnostics and provenance comments, with {@code /}; relative to the project where possible
     * @param directory the directory below the source directory, with {@code /}, empty at its root: the default package
     * @param text the decoded contents
     */
    public SourceFile(String path, String directory, String text) {
        this("", path, directory, text);
    }

    /**
     * A file of one of several source directories; files of different ones cannot import each other.
     *
     * @param root tells its source directory from others
     */
    public SourceFile(String root, String path, String directory, String text) {
        this.root = root;
        this.path = path;
        this.directory = directory;
        this.text = text;
        this.lines = new LineIndex(text);
    }

    /** Decodes a file strictly, without its byte order mark; a malformed or too large file is reported and empty. */
    public static Optional<SourceFile> decode(
            String path, String directory, byte[] bytes, Charset charset, Diagnostics diagnostics) {
        return decode("", path, directory, bytes, charset, diagnostics);
    }

    /** As {@link #decode(String, String, byte[], Charset, Diagnostics)}, for a file of one of several source directories. */
    public static Optional<SourceFile> decode(
            String root, String path, String directory, byte[] bytes, Charset charset, Diagnostics diagnostics) {
        return new Decoding(root, path, directory, charset, diagnostics).decode(bytes);
    }

    /** What tells its source directory from others. */
    public String root() {
        return root;
    }

    public String path() {
        return path;
    }

    public String directory() {
        return directory;
    }

    public String text() {
        return text;
    }

    /** Whether the text has more than {@link #SIZE_LIMIT} UTF-16 units. */
    public boolean isTooLarge() {
        return text.length() > SIZE_LIMIT;
    }

    /** The error for a file that {@link #isTooLarge}. */
    public Diagnostic tooLarge() {
        return Decoding.tooLarge(this, text.length(), "characters");
    }

    /** The file's last path element, for the short provenance {@code mnist.nn:7}. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The span of {@code text} from {@code start} (inclusive) to {@code end} (exclusive), in UTF-16 units. */
    public Span span(int start, int end) {
        return new Span(this, start, end);
    }

    /** Where the line of the character at {@code offset} begins. */
    public int lineStart(int offset) {
        return lines.start(lines.line(offset));
    }

    /** The characters of a 1-based line, its line end excluded. */
    Span line(int line) {
        return span(lines.start(line), lines.end(line));
    }

    LineIndex lines() {
        return lines;
    }

    @Override
    public String toString() {
        return path;
    }
}
