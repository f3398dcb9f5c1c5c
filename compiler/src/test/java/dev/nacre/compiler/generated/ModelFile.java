package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;

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

    private final SourceFile source;
    private CompiledModels compiled;

    ModelFile(String name) {
        this.source = new SourceFile(name, "test", EveryOperation.resource("generated/" + name));
    }

    /** The file's name, without its directory. */
    String fileName() {
        return source.path();
    }

    public List<Network> networks() {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = NnCompiler.check(List.of(source), diagnostics);
        if (!diagnostics.isEmpty()) {
            throw new AssertionError(diagnostics.sorted());
        }
        return networks;
    }

    /** Its networks, compiled once for all tests of a JVM. */
    synchronized CompiledModels compiled() {
        if (compiled == null) {
            compiled = CompiledModels.of(source);
        }
        return compiled;
    }
}
