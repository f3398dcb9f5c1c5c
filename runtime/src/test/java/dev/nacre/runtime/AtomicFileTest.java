package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {

    @TempDir
    Path directory;

    private static AtomicFile.Content text(String text) {
        return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void createsAndReplaces() throws IOException {
        Path file = directory.resolve("f");
        AtomicFile.write(file, text("a long first content"));
        AtomicFile.write(file, text("second"));
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
                    () -> AtomicFile.write(file, channel -> {
                        channel.write(ByteBuffer.wrap(new byte[100]));
                        fail(failure);
                    }));
            assertEquals(failure, thrown);
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
        AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[] {'n', 'e'}));
            assertEquals("old", Files.readString(file));
            channel.write(ByteBuffer.wrap(new byte[] {'w'}));
        });
        assertEquals("new", Files.readString(file));
    }

    @Test
    void aSymbolicLinkStaysAndItsTargetIsReplaced() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path link = directory.resolve("link");
        assumeTrue(symbolicLink(link, Path.of("folder", "f")));
        symbolicLink(directory.resolve("second"), Path.of("link"));
        AtomicFile.write(link, text("through a dangling link"));
        assertEquals("through a dangling link", Files.readString(folder.resolve("f")));
        AtomicFile.write(directory.resolve("second"), text("through two links"));
        assertEquals("through two links", Files.readString(folder.resolve("f")));
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(directory.resolve("second")));
        symbolicLink(directory.resolve("loop"), Path.of("loop"));
        assertThrows(FileSystemException.class, () -> AtomicFile.write(directory.resolve("loop"), text("x")));
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
        AtomicFile.write(file, text("a"));
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        AtomicFile.write(file, text("b"));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void whatIsNoFileIsNotReplaced() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        assertThrows(FileSystemException.class, () -> AtomicFile.write(folder, text("x")));
        assertTrue(Files.isDirectory(folder));
        assertThrows(NoSuchFileException.class, () -> AtomicFile.write(directory.resolve("no/f"), text("x")));
        assertEquals(List.of("folder"), files());
    }

    @Test
    void aPlainNameIsAFileOfTheWorkingDirectory() throws IOException {
        Path plain = Path.of("atomic-file-test-" + System.nanoTime());
        try {
            AtomicFile.write(plain, text("here"));
            assertEquals("here", Files.readString(plain.toAbsolutePath()));
        } finally {
            Files.deleteIfExists(plain);
        }
    }
}
