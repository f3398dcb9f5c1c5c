package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The networks of {@code every-operation.nn} and {@link PortNetworks}, compiled once for all tests. */
final class EveryOperation {

    private static final SourceFile FILE =
            new SourceFile("every-operation.nn", "test", resource("generated/every-operation.nn"));

    private EveryOperation() {}

    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of(networks());
    }

    static CompiledModels compiled() {
        return Compiled.MODELS;
    }

    static List<Network> networks() {
        List<Network> networks = new ArrayList<>(NnCompiler.check(List.of(FILE), new Diagnostics()));
        networks.addAll(PortNetworks.all());
        return networks;
    }

    /** Whether training draws random numbers, so that a sample's result depends on its place in the batch. */
    static boolean isRandom(Network network) {
        return network.layers().stream().anyMatch(layer -> layer.operation() instanceof Operation.Dropout);
    }

    static String resource(String path) {
        try (InputStream in = EveryOperation.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no test resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
