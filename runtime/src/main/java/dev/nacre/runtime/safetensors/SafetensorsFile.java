package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.Layout;
import dev.nacre.runtime.ModelFormatException;
import dev.nacre.runtime.argument.NearestNames;
import dev.nacre.runtime.argument.Quoted;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An open safetensors file: named arrays with shapes, row-major. Its structure has been checked completely; arrays are read
 * when asked for, so a file may be larger than memory. One thread at a time.
 *
 * @see SafetensorsReader the weights of a model
 */
public final class SafetensorsFile implements Closeable {

    private static final int CHUNK = 1 << 16;

    private final ByteSource source;
    private final SafetensorsHeader header;

    SafetensorsFile(ByteSource source) throws IOException {
        this.source = source;
        this.header = SafetensorsHeader.read(source);
    }

    /**
     * Opens a file and checks its structure.
     *
     * @throws ModelFormatException if the file is no valid safetensors file
     * @throws IOException if the file cannot be read
     */
    public static SafetensorsFile open(Path file) throws IOException {
        ByteSource source = RegularFile.open(file);
        try {
            return new SafetensorsFile(source);
        } catch (Throwable e) {
            source.close();
            throw e;
        }
    }

    /** The strings of {@code __metadata__}. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** The arrays' names, in the order of the header. */
    public List<String> names() {
        return List.copyOf(header.entries().keySet());
    }

    /**
     * An array's sizes; empty for a scalar, and a size may be 0.
     *
     * @throws IllegalArgumentException if there is no such array
     */
    public long[] shape(String name) {
        return entry(name).shape().stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * An array's element type, such as {@code F32}.
     *
     * @throws IllegalArgumentException if there is no such array
     */
    public String dtype(String name) {
        return entry(name).type().name();
    }

    /**
     * The elements of an F32, F64, F16 or BF16 array, rounded to the nearest {@code float}.
     *
     * @throws IllegalArgumentException if there is no such array
     * @throws ModelFormatException if the type is another one, or there are more elements than fit a Java array
     */
    public float[] floats(String name) throws IOException {
        SafetensorsEntry entry = entry(name);
        if (!entry.type().isFloat()) {
            throw wrong(entry, "F32, F64, F16 or BF16", entry.type().name());
        }
        float[] result = new float[length(entry)];
        read(entry, result);
        return result;
    }

    /**
     * The elements of an I32 array.
     *
     * @throws IllegalArgumentException if there is no such array
     * @throws ModelFormatException if the type is another one, or there are more elements than fit a Java array
     */
    public int[] ints(String name) throws IOException {
        SafetensorsEntry entry = entry(name);
        if (entry.type() != SafetensorsType.I32) {
            throw wrong(entry, "I32", entry.type().name());
        }
        int[] result = new int[length(entry)];
        int[] at = {0};
        forEach(entry, bytes -> result[at[0]++] = bytes.getInt());
        return result;
    }

    /** Reads an array of floats to the front of a larger one. */
    void read(SafetensorsEntry entry, float[] to) throws IOException {
        SafetensorsType type = entry.type();
        int[] at = {0};
        forEach(entry, bytes -> to[at[0]++] = type.floatAt(bytes));
    }

    SafetensorsHeader header() {
        return header;
    }

    String name() {
        return source.name();
    }

    /** Closes the file; arrays cannot be read any more. */
    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Takes one element off a buffer. */
    private interface ElementReader {
        void next(ByteBuffer bytes);
    }

    private void forEach(SafetensorsEntry entry, ElementReader reader) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, entry.end() - entry.begin()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (long at = entry.begin(); at < entry.end(); at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), entry.end() - at));
            source.read(header.dataStart() + at, chunk);
            chunk.flip();
            while (chunk.hasRemaining()) {
                reader.next(chunk);
            }
        }
    }

    private SafetensorsEntry entry(String name) {
        SafetensorsEntry entry = header.entries().get(name);
        if (entry == null) {
            throw new IllegalArgumentException(source.name() + " has no array " + Quoted.of(name)
                    + NearestNames.of(name, names())
                            .map(names -> "; did you mean " + names + "?")
                            .orElse(""));
        }
        return entry;
    }

    private int length(SafetensorsEntry entry) throws ModelFormatException {
        if (entry.elements() > Integer.MAX_VALUE - Layout.LANES) {
            throw wrong(entry, "an array of less than 2^31 elements", entry.shapeText());
        }
        return (int) entry.elements();
    }

    private ModelFormatException wrong(SafetensorsEntry entry, String expected, String found) {
        return new ModelFormatException(
                source.name() + ": " + Quoted.of(entry.name()) + ": expected " + expected + ", found " + found);
    }
}
