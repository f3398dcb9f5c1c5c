package dev.nacre.examples.fashion;

import dev.nacre.runtime.training.ConsoleProgress;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import dev.nacre.runtime.training.optim.Schedules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trains a {@link GarmentSorter} on Fashion-MNIST, and shows what it takes for what on images that it has never seen. */
public final class SortGarments {

    private static final int EPOCHS = 8;
    private static final int MOST_PICTURES = 40;

    private SortGarments() {}

    /** @param args the directory with the data, and the file for the picture of mistakes */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: SortGarments DATA-DIRECTORY MISTAKES.png");
            System.exit(2);
        }
        Dataset train;
        Dataset test;
        try {
            train = Garments.train(Path.of(args[0]));
            test = Garments.test(Path.of(args[0]));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        GarmentSorter sorter = GarmentSorter.create(42L);
        System.out.println(GarmentSorter.SPEC);
        System.out.println();
        learn(sorter, train, EPOCHS);
        judge(sorter, test, Path.of(args[1]));
    }

    /** Trains on all processors; the weights do not depend on how many there are. */
    static void learn(GarmentSorter sorter, Dataset train, int epochs) {
        Trainer.of(sorter)
                .loss(Losses.crossEntropy())
                .optimizer(Optimizers.adamw(2e-3).weightDecay(1e-2))
                .schedule(Schedules.cosine(epochs))
                .batchSize(64)
                .epochs(epochs)
                .seed(7)
                .threads(Runtime.getRuntime().availableProcessors())
                .listener(new ConsoleProgress())
                .build()
                .fit(train);
    }

    private static void judge(GarmentSorter sorter, Dataset test, Path picture) throws IOException {
        ConfusionMatrix confusion = new ConfusionMatrix(Garments.KINDS);
        List<ContactSheet.Entry> mistakes = new ArrayList<>();
        GarmentSorter.Session session = sorter.newSession();
        float[] logits = new float[Garments.KINDS.size()];
        int correct = 0;
        for (int i = 0; i < test.size(); i++) {
            session.predict(test.input(i), logits);
            int said = largest(logits);
            int is = test.classIndex(i);
            confusion.add(is, said);
            if (said == is) {
                correct++;
            } else if (mistakes.size() < MOST_PICTURES) {
                mistakes.add(new ContactSheet.Entry(
                        test.input(i), "is " + Garments.KINDS.get(is), "said " + Garments.KINDS.get(said)));
            }
        }
        ContactSheet.write(mistakes, picture);
        System.out.printf(Locale.ROOT, "%n%s%n%n", confusion);
        System.out.println("the first " + mistakes.size() + " mistakes: " + picture);
        System.out.printf(
                Locale.ROOT, "test accuracy: %.4f (%d of %d)%n", (double) correct / test.size(), correct, test.size());
    }

    private static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
