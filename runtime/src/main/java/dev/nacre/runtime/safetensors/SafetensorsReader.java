package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.LoadOptions;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Tensor;
import java.io.IOException;

/** Reads all parameters of a model from a file that has these, and no others that nobody asked to ignore. */
public final class SafetensorsReader {

    private SafetensorsReader() {}

    /**
     * Checks that a file has a model's parameters, and no others but those to be ignored, each in its shape and of a type that is read.
     *
     * @throws dev.nacre.runtime.ModelFormatException if it does not fit the model
     */
    public static void check(SafetensorsFile file, ModelSpec spec, LoadOptions options) throws IOException {
        CheckpointMatch.check(spec, file, options);
    }

    /**
     * Reads them.
     *
     * @throws dev.nacre.runtime.ModelFormatException if the file does not fit the model; nothing has changed
     * @throws IOException if it cannot be read; nothing has changed
     */
    public static void read(SafetensorsFile file, Parameters parameters, LoadOptions options) throws IOException {
        check(file, parameters.spec(), options);
        Parameters loaded = Parameters.zeros(parameters.spec());
        for (Tensor tensor : loaded) {
            tensor.copyFrom(file.floats(tensor.name()));
        }
        parameters.copyFrom(loaded);
    }
}
