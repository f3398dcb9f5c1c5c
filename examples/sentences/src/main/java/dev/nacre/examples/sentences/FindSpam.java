package dev.nacre.examples.sentences;

import dev.nacre.runtime.training.ConsoleProgress;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Trains a {@link MailReader} to tell spam from other mail by its first words, in their order. */
public final class FindSpam {

    private static final int WORDS = 64;
    private static final int VOCABULARY = 8_000;
    private static final List<String> SENTENCES = List.of(
            "You have been selected! Claim your free prize money now, click here",
            "Shall we meet for lunch on Friday? The patch is in the repository",
            "Lose 20 pounds in a week, guaranteed or your money back",
            "The kernel does not compile with this option, see the log below");

    private FindSpam() {}

    /** @param args the directory with the data */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: FindSpam DATA-DIRECTORY");
            System.exit(2);
        }
        Mails mails;
        try {
            mails = Mails.load(Path.of(args[0]));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Vocabulary vocabulary = new Vocabulary(mails.train(), VOCABULARY);
        MailReader reader = MailReader.create(42L);
        System.out.println(MailReader.SPEC);
        System.out.println();
        Trainer.of(reader)
                .loss(Losses.crossEntropy())
                .optimizer(Optimizers.adam(2e-3))
                .clipNorm(1)
                .batchSize(32)
                .epochs(6)
                .seed(7)
                .threads(Runtime.getRuntime().availableProcessors())
                .listener(new ConsoleProgress())
                .build()
                .fit(dataset(mails.train(), vocabulary));

        System.out.println();
        SENTENCES.forEach(text -> System.out.printf(
                Locale.ROOT, "%5.1f %% spam: %s%n", 100 * spam(reader, vocabulary, Mail.words(text)), text));
        judge(reader, vocabulary, mails.held());
    }

    static Dataset dataset(List<Mail> mails, Vocabulary vocabulary) {
        int[] words = new int[mails.size() * WORDS];
        int[] classes = new int[mails.size()];
        for (int i = 0; i < classes.length; i++) {
            vocabulary.encode(mails.get(i).words(), words, i * WORDS, WORDS);
            classes[i] = mails.get(i).spam() ? 1 : 0;
        }
        return Dataset.of(words, classes);
    }

    /** How likely a text is spam: the softmax of two logits. */
    private static double spam(MailReader reader, Vocabulary vocabulary, List<String> text) {
        int[] words = new int[WORDS];
        vocabulary.encode(text, words, 0, WORDS);
        float[] logits = reader.predict(words);
        return 1 / (1 + Math.exp(logits[0] - logits[1]));
    }

    private static void judge(MailReader reader, Vocabulary vocabulary, List<Mail> mails) {
        int correct = 0;
        int found = 0;
        int alarms = 0;
        int all = 0;
        for (Mail mail : mails) {
            boolean said = spam(reader, vocabulary, mail.words()) > 0.5;
            correct += said == mail.spam() ? 1 : 0;
            found += said && mail.spam() ? 1 : 0;
            alarms += said && !mail.spam() ? 1 : 0;
            all += mail.spam() ? 1 : 0;
        }
        System.out.printf(Locale.ROOT, "%nfound %d of %d spam mails, with %d false alarms%n", found, all, alarms);
        System.out.printf(
                Locale.ROOT,
                "test accuracy: %.4f (%d of %d)%n",
                (double) correct / mails.size(),
                correct,
                mails.size());
    }
}
