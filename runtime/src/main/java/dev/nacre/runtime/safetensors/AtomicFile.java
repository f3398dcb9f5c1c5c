package dev.nacre.runtime.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Replaces a file as a whole: whoever reads it, and whatever fails, is killed or loses power meanwhile, sees the old content
 * or the new, never a part. Interrupts of the thread do not matter, and stay. What killed processes left of earlier attempts
 * at the same file is removed.
 */
public final class AtomicFile {

    /** A temporary file may be taken for a leftover in the moments before and after it is locked; then it is written again. */
    private static final int MOST_ATTEMPTS = 10;

    private AtomicFile() {}

    /** Writes the new content, again if asked to. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @param bytes how many the content has
     */
    public static void write(Path file, long bytes, Content content) throws IOException {
        Path target = SaveTarget.of(file);
        Leftovers.remove(target);
        int attempt = 1;
        while (!replaced(file, target, bytes, content, attempt == MOST_ATTEMPTS)) {
            attempt++;
        }
        forceDirectory(SaveTarget.folder(target));
    }

    /** Whether the target has the new content now. */
    private static boolean replaced(Path file, Path target, long bytes, Content content, boolean last)
            throws IOException {
        try {
            replace(target, content);
            return true;
        } catch (NoSuchFileException e) {
            if (last || Files.notExists(SaveTarget.folder(target))) {
                throw SaveFailure.of(file, target, bytes, e);
            }
            return false;
        } catch (IOException e) {
            throw SaveFailure.of(file, target, bytes, e);
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        TemporaryFile temporary = TemporaryFile.create(target);
        try {
            try (temporary) {
                content.writeTo(temporary.stream());
                temporary.force();
            }
            temporary.replaceTarget();
        } catch (Throwable e) {
            temporary.delete();
            throw e;
        }
    }

    /** Makes the new name durable, where directories can be opened for that. */
    private static void forceDirectory(Path folder) {
        boolean interrupted = Thread.interrupted();
        boolean again = true;
        while (again) {
            again = false;
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (ClosedByInterruptException e) {
                interrupted |= Thread.interrupted();
                again = true;
            } catch (IOException | UnsupportedOperationException notSupported) {
                // The content is complete and in place; only the time at which it survives a power cut is open.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
