package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A file of the networks with which generated code is tested. Each is compiled when its first test asks for it, so that a JVM
 * for tests pays for the files that it tests alone.
 */
public enum ModelFile {
    /** One input, one output, and a chain of layers between them. */
    CHAINS("every-operation.nn"),
    /** Values that meet again, and parameters that are used more than once. */
    JOINS("joins.nn"),
    /** Several inputs or outputs. */
    PORTS("ports.nn"),
    /** Products of two activations. */
    ATTENTION("attention.nn"),
    /** Axes and windows that are reduced, or the other way round. */
    POOLS("pools.nn"),
    /** Values of other shapes. */
    SHAPES("shapes.nn"),
    /** Normalisations within a sample. */
    NORMS("norms.nn"),
    /** Windows that are multiplied with a weight. */
    CONVOLUTIONS("convolutions.nn"),
    /** Recurrent layers and tables. */
    SEQUENCES("sequences.nn"),
    /** Normalisations in which the samples of a training meet. */
    BATCH_NORMS("batchnorm.nn");

    private static final Map<ModelFile, CompiledModels> COMPILED = new EnumMap<>(ModelFile.class);

    private final String fileName;

    ModelFile(String fileName) {
        this.fileName = fileName;
    }

    /** Without its directory. */
    String fileName() {
        return fileName;
    }

    private SourceFile source() {
        return new SourceFile(fileName, "test", EveryOperation.resource("generated/" + fileName));
    }

    public List<Network> networks() {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = NnCompiler.check(List.of(source()), diagnostics);
        if (!diagnostics.isEmpty()) {
            throw new AssertionError(diagnostics.sorted());
        }
        return networks;
    }

    /** Its networks, compiled once for all tests of a JVM. */
    CompiledModels compiled() {
        synchronized (COMPILED) {
            return COMPILED.computeIfAbsent(this, file -> CompiledModels.of(file.source()));
        }
    }
}
