package dev.nacre.runtime.safetensors;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a file is saved: at the end of symbolic links, which stay, and only where a file is or may be. */
final class SaveTarget {

    private static final int MOST_LINKS = 40;

    private SaveTarget() {}

    /**
     * The file to replace or create.
     *
     * @throws FileSystemException if it cannot be one; names the file as the caller did
     */
    static Path of(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        String link = target.equals(file) ? "" : "this links to " + target + "; ";
        if (Files.exists(target)) {
            checkReplaceable(file, target, link);
        } else {
            checkFolder(file, folder(target), link);
        }
        return target;
    }

    /** The folder of a file, as far as its path says which. */
    static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? file.resolveSibling("") : parent;
    }

    private static void checkReplaceable(Path file, Path target, String link) throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    link + "a folder cannot be replaced by a file; add the name of a file in it");
        }
        if (!Files.isRegularFile(target)) {
            throw new FileSystemException(
                    file.toString(), null, link + "a pipe or a device cannot be replaced by a file; name another file");
        }
        if (!Files.isWritable(target)) {
            throw new AccessDeniedException(
                    file.toString(),
                    null,
                    link + "the file or its disk is read-only; make it writable, or save to another one");
        }
    }

    private static void checkFolder(Path file, Path folder, String link) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileSystemException(file.toString(), null, link + folder + " is a file, not a folder");
        }
        if (!folder.toString().isEmpty() && Files.notExists(folder)) {
            throw new NoSuchFileException(
                    file.toString(), null, link + "the folder " + folder + " does not exist; create it first");
        }
    }
}
