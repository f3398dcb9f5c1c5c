package dev.nacre.compiler.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where files are below their source directory, and which place a path in an import means. */
public final class ImportPath {

    private ImportPath() {}

    /** The place of a file: its source directory, a NUL, and its path below it. */
    public static String place(SourceFile file) {
        String directory = file.directory().isEmpty() ? "" : file.directory() + "/";
        return file.root() + '\0' + directory + file.name();
    }

    /** The part of a {@link #place} that people know. */
    public static String shown(String place) {
        return place.substring(place.indexOf('\0') + 1);
    }

    /**
     * The place that a path means in a file; empty when it is not relative to the file, is not written with {@code /}, or
     * leaves the source directory.
     */
    public static Optional<String> resolve(SourceFile importing, String path) {
        Deque<String> parts = new ArrayDeque<>();
        String directory = importing.directory().isEmpty() ? "" : importing.directory() + "/";
        if (path.isBlank() || path.startsWith("/") || path.matches("(?s).*[\\\\:\\x00].*")) {
            return Optional.empty();
        }
        for (String part : (directory + path).split("/", -1)) {
            if (part.equals("..") && parts.pollLast() == null) {
                return Optional.empty();
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.addLast(part);
            }
        }
        return Optional.of(importing.root() + '\0' + String.join("/", parts));
    }
}
