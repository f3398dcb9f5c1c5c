package dev.nacre.examples.digits;

import dev.nacre.runtime.ConsoleProgress;
import dev.nacre.runtime.Losses;
import dev.nacre.runtime.Optimizers;
import dev.nacre.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Trains a {@link DigitReader} on handwritten digits, and reads others that it has never seen. */
public final class ReadDigits {

    private static final int CLASSES = 10;

    private ReadDigits() {}

    public static void main(String[] args) throws IOException {
        Digits.Split digits = Digits.load().split(1L);
        DigitReader reader = DigitReader.create(42L);
        System.out.println(DigitReader.SPEC);

        train(reader, digits);
        digits.held().all().subList(0, 3).forEach(digit -> show(digit, reader));
        reload(reader, digits.held());

        int[] read = read(reader, digits.held());
        int right = countRight(read, digits.held().all());
        System.out.printf(
                Locale.ROOT, "test accuracy: %.3f (%d of %d)%n", (double) right / read.length, right, read.length);
    }

    private static void train(DigitReader reader, Digits.Split digits) {
        Trainer.of(reader)
                .loss(Losses.crossEntropy())
                .optimizer(Optimizers.adam(2e-3))
                .batchSize(32)
                .epochs(30)
                .seed(7)
                .validation(digits.held().dataset())
                .listener(new ConsoleProgress())
                .build()
                .fit(digits.training().dataset());
    }

    private static void show(Digit digit, DigitReader reader) {
        int answer = largest(reader.predict(digit.pixels()), 0);
        System.out.println();
        for (int row = 0; row < Digit.SIDE; row++) {
            String remark = row == Digit.SIDE / 2 ? "   reads " + answer + ", is " + digit.label() : "";
            System.out.println("  " + digit.draw(row) + remark);
        }
    }

    /** Saves the weights, and makes sure that whoever loads them gets the same bits. */
    private static void reload(DigitReader reader, Digits digits) throws IOException {
        Path file = Files.createTempFile("digits", ".safetensors");
        try {
            reader.save(file);
            float[] before = logits(reader, digits);
            float[] after = logits(DigitReader.load(file), digits);
            if (!Arrays.equals(before, after)) {
                throw new IllegalStateException("the reloaded model gives other outputs");
            }
            System.out.printf("%nsaved %d bytes, loaded again: %d outputs, same bits%n", Files.size(file), after.length);
        } finally {
            Files.delete(file);
        }
    }

    private static int[] read(DigitReader reader, Digits digits) {
        float[] logits = logits(reader, digits);
        int[] answers = new int[digits.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = largest(logits, i * CLASSES) ;
        }
        return answers;
    }

    private static float[] logits(DigitReader reader, Digits digits) {
        float[] logits = new float[digits.size() * CLASSES];
        reader.newSession().predict(digits.pixels(), logits, digits.size());
        return logits;
    }

    /** Which of the ten values from {@code start} is the largest. */
    private static int largest(float[] logits, int start) {
        int best = 0;
        for (int i = 1; i < CLASSES; i++) {
            best = logits[start + i] > logits[start + best] ? i : best;
        }
        return best;
    }

    private static int countRight(int[] answers, List<Digit> digits) {
        int right = 0;
        for (int i = 0; i < answers.length; i++) {
            right += answers[i] == digits.get(i).label() ? 1 : 0;
        }
        return right;
    }
}
