package dev.nacre.examples.fashion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.training.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarmentsTest {

    @TempDir
    Path directory;

    @Test
    void imagesAreBetweenBackgroundAndWhiteAndHaveTheirKind() throws IOException {
        IdxFiles.write(directory, 20);

        Dataset garments = Garments.test(directory);

        assertEquals(20, garments.size());
        assertEquals(3, garments.classIndex(13));
        for (float pixel : garments.input(13)) {
            assertTrue(pixel > 0 && pixel < 1, () -> "grey value " + pixel);
        }
    }

    @Test
    void aMissingFileIsNamedAndWhereToFindIt() {
        IOException missing = assertThrows(IOException.class, () -> Garments.train(directory));

        assertTrue(missing.getMessage().contains("train-images-idx3-ubyte.gz"), missing.getMessage());
        assertTrue(missing.getMessage().contains("README.md"), missing.getMessage());
    }

    @Test
    void aFileThatWasCutOffIsRefused() throws IOException {
        IdxFiles.write(directory, 20);
        Path labels = directory.resolve("t10k-labels-idx1-ubyte.gz");
        IdxFiles.write(labels, new byte[19], 20);

        IOException cut = assertThrows(IOException.class, () -> Garments.test(directory));

        assertEquals(labels + " should have 20 elements, but has 19", cut.getMessage());
    }

    @Test
    void imagesOfAnotherSizeAreRefused() throws IOException {
        IdxFiles.write(directory, 2);
        Path images = directory.resolve("t10k-images-idx3-ubyte.gz");
        IdxFiles.write(images, new byte[2 * 9], 2, 3, 3);

        IOException other = assertThrows(IOException.class, () -> Garments.test(directory));

        assertEquals(images + " should be [2, 28, 28], but is [2, 3, 3]", other.getMessage());
    }

    @Test
    void whatIsNoIdxFileIsRefused() throws IOException {
        IdxFiles.write(directory, 2);
        Path images = directory.resolve("t10k-images-idx3-ubyte.gz");
        Files.copy(
                directory.resolve("t10k-labels-idx1-ubyte.gz"),
                images,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThrows(IOException.class, () -> Garments.test(directory));
    }
}
