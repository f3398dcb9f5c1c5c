package dev.nacre.runtime.safetensors;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Says why a file could not be saved: by the name that the caller gave it, with what to do. */
final class SaveFailure {

    private SaveFailure() {}

    /**
     * The exception to throw instead of the system's, which names a file that the caller never heard of, or none.
     *
     * @param file as the caller named it
     * @param target where it is
     * @param bytes how many it should have
     */
    static IOException of(Path file, Path target, long bytes, IOException cause) {
        Path folder = SaveTarget.folder(target).toAbsolutePath();
        FileSystemException failure;
        if (cause instanceof AccessDeniedException) {
            failure = new AccessDeniedException(
                    file.toString(),
                    null,
                    "not saved: saving creates a file in the folder " + folder
                            + " first, where this process may not; allow it, or save to another folder");
        } else if (cause instanceof NoSuchFileException) {
            String what = Files.notExists(folder) ? "was removed meanwhile" : "loses the file that is being written";
            failure = new NoSuchFileException(file.toString(), null, "not saved: the folder " + folder + " " + what);
        } else {
            failure = new FileSystemException(
                    file.toString(), null, "not saved: " + reason(cause) + space(folder, bytes));
        }
        failure.initCause(cause);
        return failure;
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    private static String space(Path folder, long bytes) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return String.format(Locale.ROOT, "; %,d bytes are needed, and %s has %,d left", bytes, folder, free)
                    + (free < bytes ? ": free some space, or save to another folder" : "");
        } catch (IOException unknown) {
            return "";
        }
    }
}
