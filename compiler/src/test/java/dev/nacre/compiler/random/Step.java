package dev.nacre.compiler.random;

/** An item, and the value behind it. */
record Step(Item item, Value after) {

    /** What may come next. */
    enum Kind {
        LAYER,
        COMBINATOR,
        /** An item that joins the value with others that have names. */
        NAMES,
        BLOCK,
        USE,
        MOTIF
    }
}
