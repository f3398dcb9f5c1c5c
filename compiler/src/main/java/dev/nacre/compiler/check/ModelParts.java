package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Chain;

/** What the check of one model works with, wherever in its templates it is. */
final class ModelParts {

    private final NetworkBuilder network;
    private final LayerChecker layers;
    private final WrongUses wrongUses = new WrongUses();

    ModelParts(NetworkBuilder network) {
        this.network = network;
        this.layers = new LayerChecker(this);
    }

    NetworkBuilder network() {
        return network;
    }

    LayerChecker layers() {
        return layers;
    }

    WrongUses wrongUses() {
        return wrongUses;
    }

    /** The value at the end of a chain. */
    CurrentValue check(Chain chain, Body body, CurrentValue start) {
        return ChainChecker.check(this, chain, body, start);
    }
}
