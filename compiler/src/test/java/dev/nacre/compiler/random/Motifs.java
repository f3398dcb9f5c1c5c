package dev.nacre.compiler.random;

/** Pieces of well-known networks. */
final class Motifs {

    private final Growth growth;

    Motifs(Growth growth) {
        this.growth = growth;
    }

    void grow() {
        growth.layer();
    }
}
