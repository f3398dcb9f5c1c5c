package dev.nacre.examples.embeddings;

import dev.nacre.runtime.LoadOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Sentences as points of length 1: the nearer two are, the more alike is what they mean. */
final class SentenceEncoder {

    /** The numbers of a point. */
    static final int WIDTH = Sentence.SPEC.outputs().get(0).shape().elements();

    private final WordPiece words;
    private final Sentence model;

    private SentenceEncoder(WordPiece words, Sentence model) {
        this.words = words;
        this.model = model;
    }

    /** @param directory with the weights, by the names of Hugging Face, and the vocabulary */
    static SentenceEncoder load(Path directory) throws IOException {
        return new SentenceEncoder(WordPiece.read(directory.resolve(FetchModel.VOCABULARY)), model(directory));
    }

    /** From a file of {@link FetchModel}, or that of Hugging Face, which has more than is used here. */
    static Sentence model(Path directory) throws IOException {
        LoadOptions options = LoadOptions.defaults().ignoring("pooler.", "embeddings.position_ids");
        return Sentence.load(directory.resolve(FetchModel.WEIGHTS), options);
    }

    float[] encode(String sentence) {
        int[] ids = words.encode(sentence);
        return normalized(model.predict(ids, new int[ids.length]));
    }

    static float[] normalized(float[] point) {
        double length = Math.sqrt(dot(point, point));
        float[] normalized = point.clone();
        for (int i = 0; i < point.length; i++) {
            normalized[i] /= length;
        }
        return normalized;
    }

    /** How alike two sentences are: the cosine of the angle between their points. */
    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
