package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Tensor;
import java.io.IOException;

/** Reads all parameters of a model from a file that has these and no others. */
public final class SafetensorsReader {

    private SafetensorsReader() {}

    /**
     * Reads them.
     *
     * @throws dev.nacre.runtime.ModelFormatException if the file does not fit the model; nothing has changed
     * @throws IOException if it cannot be read; nothing has changed
     */
    public static void read(SafetensorsFile file, Parameters parameters) throws IOException {
        CheckpointMatch.check(parameters.spec(), file);
        Parameters loaded = Parameters.zeros(parameters.spec());
        for (Tensor tensor : loaded) {
            tensor.copyFrom(file.floats(tensor.name()));
        }
        parameters.copyFrom(loaded);
    }
}
