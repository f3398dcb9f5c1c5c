package dev.nacre.examples.embeddings;

import java.util.List;

/** Something that makes points of sentences, on one thread. */
interface Contestant {

    /** @param sentences the numbers of their pieces */
    Task prepare(List<int[]> sentences);

    /** Work that is ready to be done, as often as one likes. */
    interface Task {

        void run();

        /** The points one after the other, as the last run has made them. */
        float[] points();
    }
}
