package dev.nacre.runtime;

import dev.nacre.runtime.safetensors.AtomicFile;
import dev.nacre.runtime.safetensors.SafetensorsFile;
import dev.nacre.runtime.safetensors.SafetensorsReader;
import dev.nacre.runtime.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Weights in a <a href="https://github.com/huggingface/safetensors">safetensors</a> file, by the names and in the shapes of
 * PyTorch's {@code state_dict}: {@code safetensors.torch.load_file} reads what is saved here, and what {@code save_file}
 * wrote is loaded here.
 */
public final class Checkpoint {

    private Checkpoint() {}

    /**
     * Saves parameters and buffers as F32, weights of 16 bits as BF16 or F16, in PyTorch's order. Atomic and durable: the file has its old content until the
     * new one is on the disk, and keeps it if anything fails. Any number of processes may save to the same file: the last
     * one wins. A process that is killed meanwhile leaves a temporary file beside this one, which the next save to it
     * removes. The interrupt flag of the thread does not matter, and stays.
     *
     * <p>Parameters that are written to meanwhile by another thread may be saved half changed; save a
     * {@link Parameters#copy()} then.
     *
     * @param file created or replaced; the target of a symbolic link is replaced, not the link
     * @throws IOException if the file cannot be written, with the reason; no other file is left behind then
     */
    public static void save(Parameters parameters, Path file) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(parameters);
        AtomicFile.write(file, writer.bytes(), writer::writeTo);
    }

    /**
     * Loads all parameters and buffers. Strict: the file has exactly the model's names, each in its shape, as F32 or as
     * F64, F16 or BF16, which are rounded to the nearest {@code float}. Only {@code num_batches_tracked}, with which PyTorch counts
     * beside each {@code running_mean}, may be there too, as I64 without axes, and is passed over.
     *
     * @throws ModelFormatException if the file breaks the format, or does not fit the model: the message then lists all
     *     missing, unexpected and misshapen names, of many the first of each kind, and a prefix that makes names differ
     *     as one difference; nothing has changed
     * @throws IOException if the file cannot be read; nothing has changed
     */
    public static void load(Parameters parameters, Path file) throws IOException {
        load(parameters, file, LoadOptions.defaults());
    }

    private static void load(Parameters parameters, Path file, LoadOptions options) throws IOException {
        try (SafetensorsFile source = SafetensorsFile.open(file)) {
            SafetensorsReader.read(source, parameters, options);
        }
    }

    /**
     * Loads the parameters of a model, which become as the options say; the file is as for {@link #load(Parameters, Path)}, apart from
     * tensors that are to be ignored.
     *
     * @throws ModelFormatException if the file breaks the format, does not fit the model, or has a weight that would not be
     *     finite in the 16 bits that are asked for
     * @throws IOException if the file cannot be read
     */
    public static Parameters load(ModelSpec spec, Path file, LoadOptions options) throws IOException {
        if (options.weights() == ElementType.F32) {
            Parameters parameters = Parameters.zeros(spec);
            load(parameters, file, options);
            return parameters;
        }
        HalfWeights weights = new HalfWeights(spec, options.weights());
        try (SafetensorsFile source = SafetensorsFile.open(file)) {
            SafetensorsReader.check(source, spec, options);
            for (ParameterSpec parameter : spec.parameters()) {
                float[] elements = source.floats(parameter.name());
                Integer refused = weights.set(parameter, elements);
                if (refused != null) {
                    throw new ModelFormatException(file + ": " + parameter.name() + " has " + elements[refused]
                            + " at " + place(parameter.shape(), refused) + ", which is no finite number of "
                            + options.weights() + largest(options.weights())
                            + "; load this file with other weights(…), or with none, as floats");
                }
            }
        }
        return Parameters.of(spec, weights);
    }

    private static String largest(ElementType type) {
        return type == ElementType.F16 ? " (65504 is the largest)" : "";
    }

    private static String place(Shape shape, int element) {
        int[] index = new int[shape.rank()];
        int rest = element;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.sizes().get(axis);
            rest /= shape.sizes().get(axis);
        }
        return Arrays.toString(index);
    }
}
