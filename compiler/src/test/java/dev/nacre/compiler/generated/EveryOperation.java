package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.ChannelDropout;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The networks with which generated code is tested, from text, compiled once for all tests. */
public final class EveryOperation {

    private static final String CHAINS = "every-operation.nn";
    private static final String JOINS = "joins.nn";
    private static final String PORTS = "ports.nn";
    private static final String ATTENTION = "attention.nn";
    private static final String POOLS = "pools.nn";
    private static final String SHAPES = "shapes.nn";
    private static final String NORMS = "norms.nn";
    private static final String CONVOLUTIONS = "convolutions.nn";
    private static final String BATCH_NORM = "batchnorm.nn";
    private static final String SEQUENCES = "sequences.nn";

    private static final List<String> ALL =
            List.of(CHAINS, JOINS, PORTS, ATTENTION, POOLS, SHAPES, NORMS, CONVOLUTIONS, SEQUENCES, BATCH_NORM);

    private EveryOperation() {}

    private static final class Compiled {
        static final CompiledModels MODELS =
                CompiledModels.of(ALL.stream().map(EveryOperation::file).toArray(SourceFile[]::new));
    }

    static CompiledModels compiled() {
        return Compiled.MODELS;
    }

    /** All of them. */
    public static List<Network> networks() {
        return checked(ALL);
    }

    /** Those with one input and one output that are chains of layers. */
    public static List<Network> chains() {
        return checked(List.of(CHAINS));
    }

    /** Those whose values meet again, or whose parameters are used more than once. */
    public static List<Network> joins() {
        return checked(List.of(JOINS));
    }

    /** Those with several inputs or outputs. */
    public static List<Network> ports() {
        return checked(List.of(PORTS));
    }

    /** Those that reduce axes and windows, or the other way round. */
    public static List<Network> pools() {
        return checked(List.of(POOLS));
    }

    /** Those with windows that are multiplied with a weight. */
    public static List<Network> convolutions() {
        return checked(List.of(CONVOLUTIONS));
    }

    /** Those with products of two activations. */
    public static List<Network> attention() {
        return checked(List.of(ATTENTION));
    }

    /** Those that give values other shapes, and those that normalise within a sample. */
    public static List<Network> shapesAndNorms() {
        return checked(List.of(SHAPES, NORMS));
    }

    /** Those with recurrent layers or tables. */
    public static List<Network> sequences() {
        return checked(List.of(SEQUENCES));
    }

    /** Those in whose training samples meet. */
    public static List<Network> batchNorms() {
        return checked(List.of(BATCH_NORM));
    }

    private static List<Network> checked(List<String> files) {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks =
                NnCompiler.check(files.stream().map(EveryOperation::file).toList(), diagnostics);
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
        return network.layers().stream()
                .map(Layer::operation)
                .anyMatch(operation -> operation instanceof Operation.Dropout
                        || operation instanceof ChannelDropout
                        || (operation instanceof Recurrence recurrence && recurrence.dropout() > 0)
                        || (operation instanceof Attention attention && attention.dropout() > 0)
                        || (operation instanceof EncoderLayer encoder && encoder.dropout() > 0));
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
