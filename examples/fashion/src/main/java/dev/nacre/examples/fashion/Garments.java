package dev.nacre.examples.fashion;

import dev.nacre.runtime.training.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST: 60,000 images to learn from and 10,000 to test with, of ten kinds of garments (Xiao, Rasul and Vollgraf,
 * 2017).
 */
final class Garments {

    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;

    /** What the classes are. */
    static final List<String> KINDS = List.of(
            "t-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot");

    private static final float WHITE = 255;

    private Garments() {}

    /** The images to learn from in a directory with the four files of the data set. */
    static Dataset train(Path directory) throws IOException {
        return load(directory, "train");
    }

    /** The images to test with. */
    static Dataset test(Path directory) throws IOException {
        return load(directory, "t10k");
    }

    private static Dataset load(Path directory, String part) throws IOException {
        IdxFile images = IdxFile.read(existing(directory.resolve(part + "-images-idx3-ubyte.gz")));
        IdxFile labels = IdxFile.read(existing(directory.resolve(part + "-labels-idx1-ubyte.gz")));
        images.expectSizes(labels.size(0), SIDE, SIDE);
        float[] pixels = new float[images.elements()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.unsigned(i) / WHITE;
        }
        int[] kinds = new int[labels.elements()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = labels.unsigned(i);
        }
        return Dataset.of(pixels, kinds);
    }

    private static Path existing(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + " is not there: examples/fashion/README.md says how to fetch the data");
        }
        return file;
    }
}
