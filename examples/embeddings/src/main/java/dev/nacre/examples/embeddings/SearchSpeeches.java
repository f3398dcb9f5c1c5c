package dev.nacre.examples.embeddings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Finds what presidents said about something, whatever their words were. */
public final class SearchSpeeches {

    private static final int STEP = 100;
    private static final int NEAREST = 5;

    private final SentenceEncoder encoder;
    private final List<Speeches.Sentence> sentences;
    private final float[][] points;

    private SearchSpeeches(SentenceEncoder encoder, List<Speeches.Sentence> sentences) {
        this.encoder = encoder;
        this.sentences = sentences;
        this.points = sentences.stream()
                .map(sentence -> encoder.encode(sentence.text()))
                .toArray(float[][]::new);
    }

    /** @param args the directories with the model and with the speeches; then queries, or none to be asked for them */
    public static void main(String[] args) throws IOException {
        Path model = Path.of(args[0]);
        Path data = Path.of(args[1]);
        if (!Files.exists(model.resolve(FetchModel.WEIGHTS)) || !Files.isDirectory(data)) {
            System.err.println("no model in " + model + ", or no speeches in " + data
                    + "; the README of this example says how to fetch them");
            System.exit(1);
        }
        SentenceEncoder encoder = SentenceEncoder.load(model);
        List<Speeches.Sentence> sentences = Speeches.load(data, STEP);
        long start = System.nanoTime();
        SearchSpeeches search = new SearchSpeeches(encoder, sentences);
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf(Locale.ROOT, "%d sentences, %.1f ms each%n", sentences.size(), millis / sentences.size());
        List<String> queries = Arrays.asList(args).subList(2, args.length);
        if (queries.isEmpty()) {
            search.ask();
        } else {
            queries.forEach(search::answer);
        }
    }

    private void ask() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("What do you look for? An empty line ends.");
        for (String query = lines.readLine(); query != null && !query.isBlank(); query = lines.readLine()) {
            answer(query);
        }
    }

    private void answer(String query) {
        long start = System.nanoTime();
        float[] point = encoder.encode(query);
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf(Locale.ROOT, "%n%s (%.1f ms)%n", query, millis);
        double[] likeness = Arrays.stream(points)
                .mapToDouble(other -> SentenceEncoder.dot(point, other))
                .toArray();
        IntStream.range(0, likeness.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -likeness[i]))
                .limit(NEAREST)
                .forEach(i -> System.out.printf(
                        Locale.ROOT,
                        "  %.2f  %s (%s)%n",
                        likeness[i],
                        sentences.get(i).text(),
                        sentences.get(i).speech()));
    }
}
