package dev.nacre.compiler.check;

import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Span;
import java.util.Optional;

/**
 * A model whose names are in order.
 *
 * @param nameSpan where the name of its class is written
 * @param network absent when there are mistakes in it
 */
record CheckedModel(String packageName, String className, Span nameSpan, Optional<Network> network) {

    /** The class's full name. */
    String qualifiedName() {
        return packageName.isEmpty() ? className : packageName + "." + className;
    }
}
