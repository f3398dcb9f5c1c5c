package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why something cannot be saved, said of the file that the caller named. */
final class SaveMessagesTest {

    @TempDir
    Path directory;

    private static final String FULL = "No space left on device";

    private static void assertRefused(Class<? extends IOException> type, String expected, Path file) {
        IOException thrown =
                assertThrows(IOException.class, () -> AtomicFile.write(file, 3, out -> out.write(new byte[3])));
        assertSame(type, thrown.getClass());
        assertEquals(file + ": " + expected, thrown.getMessage());
    }

    @Test
    void aMissingFolderIsNamed() throws IOException {
        Path folder = directory.resolve("no");
        String missing = "the folder " + folder + " does not exist; create it first";
        assertRefused(NoSuchFileException.class, missing, folder.resolve("f"));
        Path relative = Path.of("no-such-folder", "deeper", "f");
        assertRefused(
                NoSuchFileException.class,
                "the folder " + relative.getParent() + " does not exist; create it first",
                relative);
        Path file = Files.writeString(directory.resolve("file"), "");
        assertRefused(FileSystemException.class, file + " is a file, not a folder", file.resolve("f"));
        Path link = link("link", folder.resolve("f"));
        assertRefused(NoSuchFileException.class, "this links to " + folder.resolve("f") + "; " + missing, link);
        assertNothingLeft("file", "link");
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        String advice = "a folder cannot be replaced by a file; add the name of a file in it";
        assertRefused(FileSystemException.class, advice, folder);
        assertRefused(FileSystemException.class, advice, Path.of(""));
        assertRefused(
                FileSystemException.class, "this links to " + folder + "; " + advice, link("link", Path.of("folder")));
        assertNothingLeft("folder", "link");
    }

    @Test
    void aPipeIsNotReplaced() throws IOException, InterruptedException {
        Path pipe = Pipes.create(directory.resolve("pipe"));
        assertRefused(
                FileSystemException.class, "a pipe or a device cannot be replaced by a file; name another file", pipe);
        assertNothingLeft("pipe");
    }

    @Test
    void aReadOnlyFileOrFolderIsNamed() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path file = Files.writeString(folder.resolve("f"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isWritable(file), "the superuser may write to everything");
        assertRefused(
                AccessDeniedException.class,
                "the file or its disk is read-only; make it writable, or save to another one",
                file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertRefused(AccessDeniedException.class, notAllowed(folder), file);
        assertEquals("old", Files.readString(file));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String notAllowed(Path folder) {
        return "not saved: saving creates a file in the folder " + folder
                + " first, where this process may not; allow it, or save to another folder";
    }

    @Test
    void theSystemsReasonIsGivenForTheFileThatTheCallerNamed() {
        Path file = directory.resolve("f");
        Path hidden = directory.resolve("hidden");
        IOException denied = new AccessDeniedException(hidden.toString());
        IOException message = SaveFailure.of(file, file, 3, denied);
        assertEquals(file + ": " + notAllowed(directory), message.getMessage());
        assertSame(denied, message.getCause());
        IOException readOnlyDisk = new FileSystemException(hidden.toString(), null, "Read-only");
        String readOnly =
                String.valueOf(SaveFailure.of(file, file, 3, readOnlyDisk).getMessage());
        assertTrue(
                readOnly.startsWith(file + ": not saved: Read-only; 3 bytes are needed, and " + directory), readOnly);
    }

    @Test
    void aFullDiskIsMeasured() {
        Path file = directory.resolve("f");
        String large = String.valueOf(failing(file, Long.MAX_VALUE).getMessage());
        String start = file + ": not saved: " + FULL + "; 9,223,372,036,854,775,807 bytes are needed, and " + directory
                + " has ";
        assertTrue(large.startsWith(start), large);
        assertTrue(large.endsWith(" left: free some space, or save to another folder"), large);
        String small = String.valueOf(failing(file, 0).getMessage());
        assertTrue(small.endsWith(" left"), small);
    }

    private static FileSystemException failing(Path file, long bytes) {
        return assertThrows(
                FileSystemException.class,
                () -> AtomicFile.write(file, bytes, out -> {
                    throw new IOException(FULL);
                }));
    }

    private Path link(String name, Path target) {
        try {
            return Files.createSymbolicLink(directory.resolve(name), target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic links");
            throw new IllegalStateException(e);
        }
    }

    private void assertNothingLeft(String... expected) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of(expected),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
