package dev.nacre.examples.embeddings;

import java.util.List;
import java.util.stream.IntStream;

/** The generated class; sentences stand one behind the other, as long as they are. */
final class NacreContestant implements Contestant {

    private final Sentence model;

    NacreContestant(Sentence model) {
        this.model = model;
    }

    @Override
    public Task prepare(List<int[]> sentences) {
        int[] ids = sentences.stream().flatMapToInt(IntStream::of).toArray();
        int[] types = new int[ids.length];
        int[] lengths = sentences.stream().mapToInt(sentence -> sentence.length).toArray();
        float[] points = new float[sentences.size() * SentenceEncoder.WIDTH];
        Sentence.Session session = model.newSession();
        return new Task() {
            @Override
            public void run() {
                session.predict(ids, types, lengths, points, sentences.size());
            }

            @Override
            public float[] points() {
                return points;
            }
        };
    }
}
