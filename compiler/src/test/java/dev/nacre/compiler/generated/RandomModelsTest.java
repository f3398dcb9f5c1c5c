package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The beginning of a {@link Campaign}: models that nobody chose, the same each time. */
class RandomModelsTest {

    private static final int MODELS = 15;

    @ParameterizedTest
    @ValueSource(ints = {0, MODELS})
    void randomModelsAreRightInEveryRespect(int from) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] options = {"--seeds", from + ".." + (from + MODELS), "--reduce", "20"};
        assertTrue(Campaign.run(CampaignOptions.parse(options), out), () -> said.toString(StandardCharsets.UTF_8));
    }
}
