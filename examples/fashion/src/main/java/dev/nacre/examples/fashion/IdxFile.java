package dev.nacre.examples.fashion;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** A tensor of unsigned bytes in the format of the MNIST data sets: a magic number, the sizes, the elements row-major. */
final class IdxFile {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final int MOST_AXES = 4;

    private final Path file;
    private final int[] sizes;
    private final byte[] elements;

    private IdxFile(Path file, int[] sizes, byte[] elements) {
        this.file = file;
        this.sizes = sizes;
        this.elements = elements;
    }

    /** Reads a file that is compressed by gzip. */
    static IdxFile read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
            int magic = in.readInt();
            int axes = magic & 0xff;
            if (magic >>> 8 != UNSIGNED_BYTES || axes < 1 || axes > MOST_AXES) {
                throw new IOException(file + " is no IDX file of unsigned bytes");
            }
            int[] sizes = new int[axes];
            long count = 1;
            for (int axis = 0; axis < axes; axis++) {
                sizes[axis] = in.readInt();
                count = Math.multiplyExact(count, sizes[axis]);
            }
            byte[] elements = in.readAllBytes();
            if (elements.length != count) {
                throw new IOException(file + " should have " + count + " elements, but has " + elements.length);
            }
            return new IdxFile(file, sizes, elements);
        }
    }

    int size(int axis) {
        return sizes[axis];
    }

    int elements() {
        return elements.length;
    }

    int unsigned(int element) {
        return Byte.toUnsignedInt(elements[element]);
    }

    void expectSizes(int... expected) throws IOException {
        if (!Arrays.equals(expected, sizes)) {
            throw new IOException(
                    file + " should be " + Arrays.toString(expected) + ", but is " + Arrays.toString(sizes));
        }
    }
}
