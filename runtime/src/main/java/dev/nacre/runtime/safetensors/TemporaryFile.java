package dev.nacre.runtime.safetensors;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The new content of a file while it is being written: in the same folder, locked, with the permissions of the file. */
final class TemporaryFile implements Closeable {

    private final Path path;
    private final Path target;
    private final OutputStream stream;

    private TemporaryFile(Path path, Path target, OutputStream stream) {
        this.path = path;
        this.target = target;
        this.stream = stream;
    }

    /**
     * An empty one.
     *
     * @throws NoSuchFileException if somebody took it for a leftover before it was locked
     */
    static TemporaryFile create(Path target) throws IOException {
        Path path = Leftovers.newName(target);
        TemporaryFile result = new TemporaryFile(path, target, open(path, target));
        try {
            result.lock();
            result.copyPermissions();
            return result;
        } catch (Throwable e) {
            result.stream.close();
            result.delete();
            throw e;
        }
    }

    /** Not a channel where that can be avoided: a thread whose interrupt flag is set cannot write to one. */
    private static OutputStream open(Path path, Path target) throws IOException {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
        Files.createFile(path);
        try {
            return new FileOutputStream(path.toFile());
        } catch (FileNotFoundException e) {
            Files.deleteIfExists(path);
            String reason = String.valueOf(e.getMessage()).replace(path.toString(), "cannot be opened");
            throw new FileSystemException(target.toString(), null, reason);
        }
    }

    private void lock() throws IOException {
        if (stream instanceof FileOutputStream file) {
            try {
                FileLock lock = Leftovers.tryLock(file.getChannel());
                if (lock != null && Files.exists(path)) {
                    return;
                }
            } catch (IOException | OverlappingFileLockException notSupported) {
                // Then nobody else can lock the file to remove it.
                return;
            }
            throw new NoSuchFileException(path.toString());
        }
    }

    private void copyPermissions() throws IOException {
        if (Files.exists(target)) {
            try {
                Files.setPosixFilePermissions(path, Files.getPosixFilePermissions(target));
            } catch (UnsupportedOperationException notPosix) {
                // Such file systems inherit permissions from the directory.
            }
        }
    }

    /** Where to write the content. */
    OutputStream stream() {
        return stream;
    }

    /** Waits until the content is on the disk. */
    void force() throws IOException {
        stream.flush();
        if (stream instanceof FileOutputStream file) {
            file.getFD().sync();
        }
    }

    /** Ends the lock, too. */
    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** Gives the closed file the target's name. */
    void replaceTarget() throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes it; what made that necessary is the failure to report. */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A later save does it.
        }
    }
}
