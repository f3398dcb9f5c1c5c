package com.acme;

/** Compiles only beside the model of the tests. */
final class UsesTiny {

    private UsesTiny() {}

    static float[] predict(float[] x) {
        return Tiny.create(1L).predict(x);
    }
}
