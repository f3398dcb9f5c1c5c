package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nacre.runtime.Checkpoint;
import dev.nacre.runtime.ModelFormatException;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Specs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be opened for loading, and what is said of anything else. */
@Timeout(60)
final class RegularFileTest {

    @TempDir
    Path directory;

    private static void assertRefused(Class<? extends IOException> type, String expected, Path file) {
        Parameters parameters = Parameters.zeros(Specs.scorer());
        IOException thrown = assertThrows(IOException.class, () -> Checkpoint.load(parameters, file));
        assertSame(type, thrown.getClass());
        assertEquals(file + ": " + expected, thrown.getMessage());
    }

    @Test
    void aMissingFileIsNamedAsTheCallerDoes() {
        Path here = Path.of("").toAbsolutePath();
        assertRefused(NoSuchFileException.class, "there is no such file", directory.resolve("f"));
        assertRefused(NoSuchFileException.class, "there is no such file in " + here, Path.of("no-such-file"));
        Path folder = Path.of("no-such-folder");
        assertRefused(
                NoSuchFileException.class, "the folder " + folder + " does not exist in " + here, folder.resolve("f"));
        assertRefused(
                NoSuchFileException.class,
                "the folder " + directory.resolve("no") + " does not exist",
                directory.resolve("no/f"));
        assertRefused(NoSuchFileException.class, "links to f, which does not exist", link("link", Path.of("f")));
    }

    @Test
    void aFolderIsNotWhatWasMeant() {
        assertRefused(FileSystemException.class, "expected a file, found a folder; name a file in it", directory);
        assertRefused(FileSystemException.class, "expected a file, found a folder; name a file in it", Path.of(""));
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        String expected = "expected a file, found a pipe or a device, which can be read but once; make a file of it";
        Path pipe = Pipes.create(directory.resolve("pipe"));
        assertRefused(FileSystemException.class, expected, pipe);
        assertRefused(FileSystemException.class, expected, link("link", pipe));
    }

    @Test
    void anUnreadableFileIsSaidToBe() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = Files.writeString(directory.resolve("f"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        assumeFalse(Files.isReadable(file), "the superuser may read everything");
        assertRefused(AccessDeniedException.class, "this process may not read it; change its permissions", file);
    }

    @Test
    void linksToFilesAndFilesInArchivesAreLoaded() throws IOException {
        Parameters saved = Parameters.initialized(Specs.scorer(), 1);
        Path file = directory.resolve("f");
        Checkpoint.save(saved, file);
        assertLoads(saved, link("second", link("first", file)));
        try (FileSystem inside = FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
            Path archived = Files.copy(file, inside.getPath("f"));
            assertLoads(saved, archived);
        }
    }

    @Test
    void interruptsNeitherStopReadingNorGetLost() throws IOException {
        Parameters saved = Parameters.initialized(Specs.scorer(), 1);
        Path file = directory.resolve("f");
        Thread.currentThread().interrupt();
        Checkpoint.save(saved, file);
        assertLoads(saved, file);
        try (SafetensorsFile arrays = SafetensorsFile.open(file)) {
            assertArrayEquals(saved.get("0.weight").toArray(), arrays.floats("0.weight"));
            assertArrayEquals(saved.get("0.bias").toArray(), arrays.floats("0.bias"));
        }
        assertTrue(Thread.interrupted());
    }

    @Test
    void aFileThatIsShortenedWhileItIsReadIsSaidToBe() throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[100]);
        try (ByteSource source = RegularFile.open(file)) {
            Files.write(file, new byte[60]);
            ModelFormatException thrown =
                    assertThrows(ModelFormatException.class, () -> source.read(50, ByteBuffer.allocate(20)));
            assertEquals(file + ": expected 100 bytes, found only 60", thrown.getMessage());
        }
    }

    private static void assertLoads(Parameters expected, Path file) throws IOException {
        Parameters loaded = Parameters.zeros(expected.spec());
        Checkpoint.load(loaded, file);
        assertArrayEquals(expected.values(), loaded.values());
    }

    private Path link(String name, Path target) {
        try {
            return Files.createSymbolicLink(directory.resolve(name), target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic links");
            throw new IllegalStateException(e);
        }
    }
}
