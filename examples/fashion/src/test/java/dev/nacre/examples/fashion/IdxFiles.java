package dev.nacre.examples.fashion;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Small files in the format of the data set, of garments that are easy to tell apart. */
final class IdxFiles {

    private IdxFiles() {}

    /** Both parts of the data: {@code n} images each, of which image i is of kind i mod 10. */
    static void write(Path directory, int n) throws IOException {
        for (String part : new String[] {"train", "t10k"}) {
            byte[] images = new byte[n * Garments.PIXELS];
            byte[] kinds = new byte[n];
            Random noise = new Random(part.hashCode());
            for (int i = 0; i < n; i++) {
                kinds[i] = (byte) (i % 10);
                for (int pixel = 0; pixel < Garments.PIXELS; pixel++) {
                    boolean drawn = pixel / Garments.SIDE / 3 == i % 10;
                    images[i * Garments.PIXELS + pixel] = (byte) ((drawn ? 180 : 10) + noise.nextInt(40));
                }
            }
            write(directory.resolve(part + "-images-idx3-ubyte.gz"), images, n, Garments.SIDE, Garments.SIDE);
            write(directory.resolve(part + "-labels-idx1-ubyte.gz"), kinds, n);
        }
    }

    static void write(Path file, byte[] elements, int... sizes) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(0x0800 + sizes.length);
            for (int size : sizes) {
                out.writeInt(size);
            }
            out.write(elements);
        }
    }
}
