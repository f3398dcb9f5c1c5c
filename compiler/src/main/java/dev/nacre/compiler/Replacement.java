package dev.nacre.compiler;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/** New contents for a file that users wrote: whoever reads it meanwhile, or after a crash, sees the old ones or the new. */
public final class Replacement {

    private Replacement() {}

    /**
     * Replaces the contents of {@code file}, or of what it links to; its permissions stay.
     *
     * @throws IOException if the file may not be written; it is then as it was, and the message names it
     */
    public static void replace(Path file, byte[] contents) throws IOException {
        try {
            Path target = file.toRealPath();
            if (!Files.isWritable(target)) {
                throw new IOException("it is read-only");
            }
            Path fresh = Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".tmp");
            try {
                Files.write(fresh, contents);
                copyPermissions(target, fresh);
                move(fresh, target);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        @Nullable PosixFileAttributeView source = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        @Nullable PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (source != null && target != null) {
            target.setPermissions(source.readAttributes().permissions());
        }
    }

    private static void move(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
