package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sample of the campaign that anybody can run for longer. */
@Timeout(300)
final class SafetensorsMutationTest {

    private static final int FILES = 9_999;

    @TempDir
    Path directory;

    @Test
    void everyMutationIsLoadedOrRefused() throws IOException {
        HostileFiles.Result seen = HostileFiles.run(directory.resolve("f"), 0, FILES);
        assertEquals(FILES, seen.loaded() + seen.refused());
        assertTrue(seen.loaded() > FILES / 100, "mutations of the data should be loaded: " + seen);
        assertTrue(seen.loaded() < FILES / 2, "mutations of the header should be refused: " + seen);
    }
}
