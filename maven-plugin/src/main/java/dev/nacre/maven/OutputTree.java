package dev.nacre.maven;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The directory of generated sources; nothing here reaches outside of it, whatever a path says. */
record OutputTree(Path directory) {

    OutputTree {
        directory = directory.toAbsolutePath().normalize();
    }

    /** Whether every file is there with the content of the given hash. */
    boolean holds(Map<String, String> outputs) throws IOException {
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            if (!holds(output.getKey(), output.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(String path, String hash) throws IOException {
        Optional<Path> file = inside(path);
        return file.isPresent()
                && Fingerprint.of(Files.readAllBytes(file.get())).equals(hash);
    }

    /** Writes a file, unless it holds these bytes already: a new timestamp would make Maven recompile everything. */
    boolean write(String path, byte[] content) throws IOException {
        Path file = directory.resolve(path).normalize();
        if (!file.startsWith(directory)) {
            throw new IllegalStateException("generated outside of " + directory + ": " + path);
        }
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return true;
    }

    /** Deletes a file, if it is there, and the directories that it leaves empty. */
    boolean delete(String path) throws IOException {
        Optional<Path> file = inside(path);
        if (file.isEmpty()) {
            return false;
        }
        Files.delete(file.get());
        deleteEmptyDirectories(directory.relativize(file.get()));
        return true;
    }

    private void deleteEmptyDirectories(Path file) throws IOException {
        try {
            for (Path each = file.getParent(); each != null; each = each.getParent()) {
                Files.delete(directory.resolve(each));
            }
        } catch (DirectoryNotEmptyException e) {
            // The first one that is in use ends the walk.
        }
    }

    /** The existing regular file at {@code path}, if neither dots nor links lead out of this directory. */
    private Optional<Path> inside(String path) throws IOException {
        try {
            Path file = directory.resolve(path).normalize();
            boolean regular = file.startsWith(directory) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            return regular && file.toRealPath().startsWith(directory.toRealPath())
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
