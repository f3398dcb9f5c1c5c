package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.check.layer.LayerCatalogue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void eachKindOfTypingErrorCountsOne() {
        assertEquals(0, NearestName.distance("linear", "linear"));
        assertEquals(1, NearestName.distance("linar", "linear"));
        assertEquals(1, NearestName.distance("linnear", "linear"));
        assertEquals(1, NearestName.distance("limear", "linear"));
        assertEquals(1, NearestName.distance("linaer", "linear"));
        assertEquals(2, NearestName.distance("lniaer", "linear"));
        assertEquals(1, NearestName.distance("a", ""));
    }

    @Test
    void theNearestNameIsFoundWithoutCaseAndUnderscores() {
        List<String> names = LayerCatalogue.names();
        assertEquals(Optional.of("leaky_relu"), NearestName.find("LeakyRelo", names));
        assertEquals(Optional.of("log_softmax"), NearestName.find("logsofmax", names));
        assertEquals(Optional.of("softmax"), NearestName.find("softmaxx", names));
        assertEquals(Optional.of("linear"), NearestName.find("LINAER", names));
    }

    @Test
    void whatIsFarFromEverythingGetsNoHint() {
        List<String> names = LayerCatalogue.names();
        for (String name : List.of("capsule", "hopfield", "x", "", "deformable", "quantize", "a".repeat(100_000))) {
            assertEquals(Optional.empty(), NearestName.find(name, names));
        }
    }

    @Test
    void everyNameIsNearestToItself() {
        for (String name : LayerCatalogue.names()) {
            assertEquals(Optional.of(name), NearestName.find(name, LayerCatalogue.names()));
            assertTrue(LayerCatalogue.find(name.replace("_", "").toUpperCase(java.util.Locale.ROOT))
                    .isPresent());
        }
    }
}
