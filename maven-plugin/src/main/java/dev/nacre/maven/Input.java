package dev.nacre.maven;

import java.nio.file.Path;

/** A {@code .nn} file as it was on disk when a run began. */
final class Input {

    private final Path file;
    private final String name;
    private final String path;
    private final byte[] content;

    Input(Path file, String name, String path, byte[] content) {
        this.file = file;
        this.name = name;
        this.path = path;
        this.content = content;
    }

    Path file() {
        return file;
    }

    /** Its path below the source directory, with {@code /}. */
    String name() {
        return name;
    }

    /** The directory below the source directory, with {@code /}; empty at its root. */
    String directory() {
        return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
    }

    /** Its path as people are shown it, with {@code /}: relative to the project where possible. */
    String path() {
        return path;
    }

    /** Its bytes, not to be changed. */
    byte[] content() {
        return content;
    }
}
