package dev.nacre.compiler.generated;

import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.ChannelDropout;
import dev.nacre.compiler.model.CrossAttention;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Recurrence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The networks with which generated code is tested, of all files, from text. */
public final class EveryOperation {

    private EveryOperation() {}

    public static List<Network> networks() {
        return Arrays.stream(ModelFile.values())
                .flatMap(file -> file.networks().stream())
                .toList();
    }

    /** Those of some names. */
    static List<Network> networks(Set<String> names) {
        List<Network> chosen = networks().stream()
                .filter(network -> names.contains(network.name()))
                .toList();
        if (chosen.size() != names.size()) {
            throw new IllegalArgumentException("not all of " + names + " are in the files");
        }
        return chosen;
    }

    /** One of them, compiled for tests that need no other. */
    static CompiledModels compiled(String name) {
        return CompiledModels.of(networks(Set.of(name)));
    }

    /** Whether training draws random numbers, so that a sample's result depends on its place in the batch. */
    public static boolean isRandom(Network network) {
        return network.layers().stream()
                .map(Layer::operation)
                .anyMatch(operation -> operation instanceof Operation.Dropout
                        || operation instanceof ChannelDropout
                        || (operation instanceof Recurrence recurrence && recurrence.dropout() > 0)
                        || (operation instanceof Attention attention && attention.dropout() > 0)
                        || (operation instanceof CrossAttention attention && attention.dropout() > 0)
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
