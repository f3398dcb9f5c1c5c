package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {

    @TempDir
    Path directory;

    private static AtomicFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void createsAndReplaces() throws IOException {
        Path file = directory.resolve("f");
        AtomicFile.write(file, 0, text("a long first content"));
        AtomicFile.write(file, 0, text("second"));
        assertEquals("second", Files.readString(file));
        assertEquals(List.of("f"), files());
    }

    @Test
    void aFailureLeavesTheOldContentAndNothingElse() throws IOException {
        Path file = directory.resolve("f");
        Files.writeString(file, "old");
        List<Throwable> failures =
                List.of(new IOException("full"), new IllegalStateException("bug"), new OutOfMemoryError("memory"));
        for (Throwable failure : failures) {
            Throwable thrown = assertThrows(
                    Throwable.class,
                    () -> AtomicFile.write(file, 0, out -> {
                        out.write(new byte[100]);
                        fail(failure);
                    }));
            assertEquals(failure, failure instanceof IOException ? thrown.getCause() : thrown);
            assertEquals("old", Files.readString(file));
            assertEquals(List.of("f"), files());
        }
    }

    private static void fail(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void readersSeeTheOldContentUntilTheNewOneIsComplete() throws IOException {
        Path file = directory.resolve("f");
        Files.writeString(file, "old");
        AtomicFile.write(file, 0, out -> {
            out.write(new byte[] {'n', 'e'});
            assertEquals("old", Files.readString(file));
            out.write('w');
        });
        assertEquals("new", Files.readString(file));
    }

    @Test
    void aSymbolicLinkStaysAndItsTargetIsReplaced() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path link = directory.resolve("link");
        assumeTrue(symbolicLink(link, Path.of("folder", "f")));
        symbolicLink(directory.resolve("second"), Path.of("link"));
        AtomicFile.write(link, 0, text("through a dangling link"));
        assertEquals("through a dangling link", Files.readString(folder.resolve("f")));
        AtomicFile.write(directory.resolve("second"), 0, text("through two links"));
        assertEquals("through two links", Files.readString(folder.resolve("f")));
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(directory.resolve("second")));
        symbolicLink(directory.resolve("loop"), Path.of("loop"));
        assertThrows(FileSystemException.class, () -> AtomicFile.write(directory.resolve("loop"), 0, text("x")));
    }

    private static boolean symbolicLink(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Test
    void permissionsAreThoseOfTheFileBeforeOrOfAnyNewFile() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = directory.resolve("f");
        Path usual = Files.writeString(directory.resolve("usual"), "");
        AtomicFile.write(file, 0, text("a"));
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        AtomicFile.write(file, 0, text("b"));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void interruptsNeitherStopAWriteNorGetLost() throws IOException {
        Path file = directory.resolve("f");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, 0, text("interrupted before"));
        assertTrue(Thread.interrupted());
        assertEquals("interrupted before", Files.readString(file));
        AtomicFile.write(file, 0, out -> {
            out.write('a');
            Thread.currentThread().interrupt();
            out.write('b');
        });
        assertTrue(Thread.interrupted());
        assertEquals("ab", Files.readString(file));
        AtomicFile.write(file, 0, text("not interrupted"));
        assertFalse(Thread.interrupted());
    }

    @Test
    void whatSomebodyTookForALeftoverIsWrittenAgain() throws IOException {
        Path file = directory.resolve("f");
        AtomicInteger attempts = new AtomicInteger();
        AtomicFile.write(file, 0, out -> {
            out.write('a');
            if (attempts.incrementAndGet() < 4) {
                removeTemporaryFile();
            }
        });
        assertEquals(4, attempts.get());
        assertEquals("a", Files.readString(file));
        NoSuchFileException thrown = assertThrows(
                NoSuchFileException.class,
                () -> AtomicFile.write(file, 0, out -> {
                    out.write('b');
                    removeTemporaryFile();
                }));
        assertEquals(
                file + ": not saved: the folder " + directory + " loses the file that is being written",
                thrown.getMessage());
        assertEquals("a", Files.readString(file));
    }

    private void removeTemporaryFile() throws IOException {
        for (String name : files()) {
            if (name.endsWith(".tmp")) {
                Files.delete(directory.resolve(name));
            }
        }
    }

    @Test
    void aFileInAnArchiveIsWrittenToo() throws IOException {
        Path archive = directory.resolve("a.zip");
        try (FileSystem inside = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            AtomicFile.write(inside.getPath("f"), 0, text("archived"));
            AtomicFile.write(inside.getPath("f"), 0, text("again"));
            assertEquals("again", Files.readString(inside.getPath("f")));
        }
    }

    @Test
    void aPlainNameIsAFileOfTheWorkingDirectory() throws IOException {
        Path plain = Path.of("atomic-file-test-" + System.nanoTime());
        try {
            AtomicFile.write(plain, 0, text("here"));
            assertEquals("here", Files.readString(plain.toAbsolutePath()));
        } finally {
            Files.deleteIfExists(plain);
        }
    }
}
