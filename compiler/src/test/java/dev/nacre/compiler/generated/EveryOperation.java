package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The networks with which generated code is tested, from text, compiled once for all tests. */
public final class EveryOperation {

    private static final SourceFile CHAINS = file("every-operation.nn");
    private static final SourceFile JOINS = file("joins.nn");
    private static final SourceFile PORTS = file("ports.nn");
    private static final SourceFile BATCH_NORM = file("batchnorm.nn");

    private EveryOperation() {}

    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of(CHAINS, JOINS, PORTS, BATCH_NORM);
    }

    static CompiledModels compiled() {
        return Compiled.MODELS;
    }

    /** All of them. */
    public static List<Network> networks() {
        return checked(CHAINS, JOINS, PORTS, BATCH_NORM);
    }

    /** Those with one input and one output that are chains of layers. */
    public static List<Network> chains() {
        return checked(CHAINS);
    }

    /** Those whose values meet again, or whose parameters are used more than once. */
    public static List<Network> joins() {
        return checked(JOINS);
    }

    /** Those with several inputs or outputs. */
    public static List<Network> ports() {
        return checked(PORTS);
    }

    /** Those in whose training samples meet. */
    public static List<Network> batchNorms() {
        return checked(BATCH_NORM);
    }

    private static List<Network> checked(SourceFile... files) {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = NnCompiler.check(List.of(files), diagnostics);
        if (!diagnostics.isEmpty()) {
            throw new AssertionError(diagnostics.sorted());
        }
        return networks;
    }

    private static SourceFile file(String name) {
        return new SourceFile(name, "test", resource("generated/" + name));
    }

    /** Whether training draws random numbers, so that a sample's result depends on its place in the batch. */
    static boolean isRandom(Network network) {
        return network.layers().stream().anyMatch(layer -> layer.operation() instanceof Operation.Dropout);
    }

    /** Whether a sample's results of a training depend on the other samples of its batch. */
    static boolean samplesMeet(Network network) {
        return network.layers().stream().anyMatch(layer -> layer.operation() instanceof BatchNorm);
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
