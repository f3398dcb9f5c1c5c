package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All that holds for the generated code of any network, for those of one file. */
abstract class EveryModelTest extends BitsTest {

    private final int[] meant;

    /** @param meant the sizes of batches of which to compare results with what the programs mean */
    EveryModelTest(ModelFile file, int... meant) {
        super(file);
        this.meant = meant;
    }

    @TestFactory
    Stream<DynamicTest> itMeansTheSameInEveryTarget() {
        return file().networks().stream()
                .map(network -> Meaning.test(network.name(), file().compiled(), network, meant));
    }

    @Test
    void everyMethodIsSmall() {
        assertEquals(Map.of(), MethodSizeTest.large(file().compiled()));
    }

    @Test
    void itCompilesWithoutWarnings() {
        assertEquals(List.of(), file().compiled().warnings());
    }
}
