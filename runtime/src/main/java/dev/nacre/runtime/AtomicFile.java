package dev.nacre.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file as a whole: whoever reads it, and whatever fails or loses power meanwhile, sees the old content or the
 * new, never a part. Follows symbolic links, keeps the permissions of a file that it replaces, and refuses what is no file.
 */
final class AtomicFile {

    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** Writes the new content. */
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    static void write(Path file, Content content) throws IOException {
        Path target = destination(file);
        Path temporary = target.resolveSibling(
                ".nacre-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean done = false;
        try {
            try (channel) {
                copyPermissions(target, temporary);
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } finally {
            if (!done) {
                deleteQuietly(temporary);
            }
        }
        forceDirectory(target);
    }

    private static Path destination(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        if (Files.exists(target)) {
            if (!Files.isRegularFile(target)) {
                throw new FileSystemException(target.toString(), null, "is no regular file");
            }
            if (!Files.isWritable(target)) {
                throw new AccessDeniedException(target.toString());
            }
        }
        return target;
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            try {
                Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
            } catch (UnsupportedOperationException notPosix) {
                // Such file systems inherit permissions from the directory.
            }
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The failure that brought us here is the one to report.
        }
    }

    /** Makes the new name durable, where directories can be opened for that. */
    private static void forceDirectory(Path target) {
        Path directory = target.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException notSupported) {
                // The content is complete and in place; only the time at which it survives a power cut is open.
            }
        }
    }
}
