package dev.nacre.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nacre.runtime.training.TrainingListener.Decision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Score CLASSIFIED = new Score(0.12344, 956, 1000);
    private static final Score MEASURED = new Score(0.5, 0, 0);

    private static Epoch epoch(int number, double loss) {
        return new Epoch(number, 20, new Score(loss, 0, 0), Optional.empty(), 0.1, 12345.4);
    }

    private static String printed(Epoch epoch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertEquals(Decision.CONTINUE, new ConsoleProgress(out).epochEnded(epoch));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anEpochIsALine() {
        assertEquals(
                "epoch  3/20  loss 0.1234  accuracy 0.956  12,345 samples/s" + System.lineSeparator(),
                printed(new Epoch(3, 20, CLASSIFIED, Optional.empty(), 0.1, 12345.4)));
        assertEquals(
                "epoch 3/9  loss 0.1234  accuracy 0.956  validation loss 0.5000  999 samples/s"
                        + System.lineSeparator(),
                printed(new Epoch(3, 9, CLASSIFIED, Optional.of(MEASURED), 0.1, 999)));
        assertEquals(
                "epoch 3/9  loss 0.5000  validation loss 0.1234  accuracy 0.956  1,000,000 samples/s"
                        + System.lineSeparator(),
                printed(new Epoch(3, 9, MEASURED, Optional.of(CLASSIFIED), 0.1, 1e6)));
    }

    @Test
    void smallLossesKeepTheirDigits() {
        assertEquals(
                "epoch  1/20  loss 1.25e-05  12,345 samples/s",
                epoch(1, 1.25e-5).toString());
        assertEquals("epoch  1/20  loss 0.0000  12,345 samples/s", epoch(1, 0).toString());
    }

    @Test
    void theLineIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(
                    "epoch  1/20  loss 0.5000  12,345 samples/s", epoch(1, 0.5).toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void historyKnowsItsBestAndItsLastEpoch() {
        List<Epoch> epochs = new ArrayList<>(List.of(epoch(1, 3), epoch(2, 1), epoch(3, 1), epoch(4, Double.NaN)));
        History history = new History(epochs);
        assertSame(epochs.get(1), history.best());
        assertSame(epochs.get(3), history.last());
        epochs.clear();
        assertEquals(4, history.epochs().size());
        assertEquals(4, history.toString().lines().count());
        assertThrows(IllegalArgumentException.class, () -> new History(List.of()));
    }

    @Test
    void aScoreOfPredictionsThatAreNeitherRightNorWrongHasNoAccuracy() {
        assertEquals(0.956, CLASSIFIED.accuracy().orElseThrow());
        assertEquals(true, MEASURED.accuracy().isEmpty());
    }

    @Test
    void trainingStopsEarlyAfterMoreThanPatienceEpochsWithoutImprovement() {
        EarlyStopping stopping = new EarlyStopping(1);
        double[] losses = {3, 2, 2.5, 1, Double.NaN, 1};
        List<Decision> decisions = Arrays.stream(losses)
                .mapToObj(loss -> stopping.epochEnded(epoch(1, loss)))
                .toList();
        Decision go = Decision.CONTINUE;
        assertEquals(List.of(go, go, go, go, go, Decision.STOP), decisions);
        assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(-1));
    }

    @Test
    void whatStopsOneTrainerEarlyDoesNotListenToAnother() {
        EarlyStopping stopping = new EarlyStopping(5);
        stopping.epochEnded(epoch(1, 3));
        stopping.epochEnded(epoch(2, 2));
        assertEquals(
                "EarlyStopping has heard of epoch 2 and now hears of epoch 1; give each trainer one of its own",
                assertThrows(IllegalStateException.class, () -> stopping.epochEnded(epoch(1, 1)))
                        .getMessage());
    }
}
