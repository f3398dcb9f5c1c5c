package dev.nacre.examples.embeddings;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares points with those of ONNX Runtime, and times, on one thread each. */
public final class CompareWithOnnx {

    private static final int SENTENCES = 200;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 200;
    private static final double LIMIT = 1e-5;
    private static final int PAIRS = 100;

    private final Contestant nacre;
    private final Contestant onnx;
    /** The pieces of a long text, without the one that ends it. */
    private final int[] text;

    private CompareWithOnnx(Contestant nacre, Contestant onnx, int[] text) {
        this.nacre = nacre;
        this.onnx = onnx;
        this.text = text;
    }

    /** @param args the library, the directories with the model and with the speeches, and {@code points} or {@code times} */
    public static void main(String[] args) throws IOException, OrtException {
        Path model = Path.of(args[1]);
        WordPiece words = WordPiece.read(model.resolve(FetchModel.VOCABULARY));
        int[] text = Speeches.load(Path.of(args[2]), 50).stream()
                .map(sentence -> words.encode(sentence.text()))
                .flatMapToInt(ids -> Arrays.stream(ids, 1, ids.length - 1))
                .toArray();
        CompareWithOnnx comparison = new CompareWithOnnx(
                new NacreContestant(SentenceEncoder.model(model)),
                new OnnxContestant(FetchModel.onnx(Path.of(args[0]))),
                text);
        switch (args[3]) {
            case "points" -> comparison.comparePoints(words.encode(""));
            case "times" -> comparison.compareTimes(words.encode(""));
            default -> throw new IllegalArgumentException("points or times, got " + args[3]);
        }
    }

    /** So many pieces of the text, from some place on, between those that begin and end a sentence. */
    private int[] sentence(int[] ends, int from, int length) {
        int[] ids = new int[length];
        ids[0] = ends[0];
        System.arraycopy(text, from, ids, 1, length - 2);
        ids[length - 1] = ends[1];
        return ids;
    }

    /** Of lengths from a few to many, in an order that mixes them. */
    private List<int[]> sentences(int[] ends, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int length = SHORTEST + (i * 37 % count) * (LONGEST - SHORTEST) / (count - 1);
                    return sentence(ends, i * LONGEST % (text.length - LONGEST), length);
                })
                .toList();
    }

    private void comparePoints(int[] ends) {
        List<int[]> sentences = sentences(ends, SENTENCES);
        double worst = 0;
        for (int[] sentence : sentences) {
            worst = Math.max(worst, difference(List.of(sentence)));
        }
        double together = difference(sentences);
        System.out.printf(
                Locale.ROOT,
                "%d sentences of %d to %d pieces: largest difference %.1e of the largest value, %.1e in one batch%n",
                sentences.size(),
                sentences.stream().mapToInt(ids -> ids.length).min().orElseThrow(),
                sentences.stream().mapToInt(ids -> ids.length).max().orElseThrow(),
                worst,
                together);
        if (!(Math.max(worst, together) <= LIMIT)) {
            System.err.println("more than " + LIMIT);
            System.exit(1);
        }
    }

    /** The largest difference, by the largest value. */
    private double difference(List<int[]> sentences) {
        Contestant.Task one = nacre.prepare(sentences);
        Contestant.Task other = onnx.prepare(sentences);
        one.run();
        other.run();
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < one.points().length; i++) {
            double gap = Math.abs((double) one.points()[i] - other.points()[i]);
            // A difference that is NaN is not to be passed over.
            difference = gap <= difference ? difference : gap;
            largest = Math.max(largest, Math.abs(other.points()[i]));
        }
        return difference / largest;
    }

    private void compareTimes(int[] ends) {
        List<List<int[]>> cases = new ArrayList<>();
        for (int length : new int[] {8, 32, 128}) {
            cases.add(List.of(sentence(ends, 0, length)));
        }
        cases.add(sentences(ends, 64));
        System.out.println("| sentences | pieces | Nacre, ms | ONNX Runtime / Nacre, median | p10 | p90 |");
        System.out.println("|---|---|---|---|---|---|");
        for (List<int[]> sentences : cases) {
            PairedTimes times = new PairedTimes(nacre.prepare(sentences), onnx.prepare(sentences), PAIRS);
            String pieces = sentences.stream()
                    .map(ids -> ids.length)
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.collectingAndThen(
                            Collectors.toList(),
                            lengths -> lengths.get(0)
                                    + (lengths.size() == 1 ? "" : " to " + lengths.get(lengths.size() - 1))));
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %s | %.2f | %.2f | %.2f | %.2f |%n",
                    sentences.size(),
                    pieces,
                    times.milliseconds(),
                    times.ratio(0.5),
                    times.ratio(0.1),
                    times.ratio(0.9));
        }
    }
}
