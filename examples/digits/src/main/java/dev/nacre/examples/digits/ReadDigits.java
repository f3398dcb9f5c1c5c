package dev.nacre.examples.digits;

import dev.nacre.runtime.training.ConsoleProgress;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.Score;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Trains a {@link DigitReader} on handwritten digits, and reads others that it has never seen. */
public final class ReadDigits {

    private ReadDigits() {}

    public static void main(String[] args) throws IOException {
        Dataset.Split digits = Digits.load().stratifiedSplit(0.8, 1L);
        DigitReader reader = DigitReader.create(42L);
        System.out.println(DigitReader.SPEC);
        System.out.println();

        Trainer trainer = Trainer.of(reader)
                .loss(Losses.crossEntropy())
                .optimizer(Optimizers.adam(2e-3))
                .batchSize(32)
                .epochs(30)
                .seed(7)
                .listener(new ConsoleProgress())
                .build();
        trainer.fit(digits.train());

        for (int sample = 0; sample < 3; sample++) {
            show(reader, digits.held(), sample);
        }
        reload(reader, digits.held());

        Score score = trainer.evaluate(digits.held());
        System.out.printf(
                Locale.ROOT,
                "test accuracy: %.3f (%d of %d)%n",
                score.accuracy().orElseThrow(),
                score.correct(),
                score.judged());
    }

    private static void show(DigitReader reader, Dataset digits, int sample) {
        float[] image = digits.input(sample);
        int answer = largest(reader.predict(image));
        System.out.println();
        System.out.print(Picture.of(image, "reads " + answer + ", is " + digits.classIndex(sample)));
    }

    private static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /** Saves the weights, and makes sure that whoever loads them gets the same bits. */
    private static void reload(DigitReader reader, Dataset digits) throws IOException {
        Path file = Files.createTempFile("digits", ".safetensors");
        try {
            reader.save(file);
            DigitReader reloaded = DigitReader.load(file);
            for (int i = 0; i < digits.size(); i++) {
                if (!Arrays.equals(reader.predict(digits.input(i)), reloaded.predict(digits.input(i)))) {
                    throw new IllegalStateException("the reloaded model reads sample " + i + " in another way");
                }
            }
            System.out.printf(
                    "%nsaved and reloaded %d bytes: the same bits for %d digits%n", Files.size(file), digits.size());
        } finally {
            Files.delete(file);
        }
    }
}
