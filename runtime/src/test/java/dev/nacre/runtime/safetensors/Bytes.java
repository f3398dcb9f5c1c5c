package dev.nacre.runtime.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Safetensors files in memory, well-formed or not. */
public record Bytes(String name, byte[] content) implements ByteSource {

    /** A file with this header, its length in front of it, and this many zeros as data. */
    public static Bytes of(String header, int data) {
        return of(header.getBytes(StandardCharsets.UTF_8), new byte[data]);
    }

    public static Bytes of(byte[] header, byte[] data) {
        return new Bytes(
                "test.safetensors",
                ByteBuffer.allocate(8 + header.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .put(data)
                        .array());
    }

    /** Opens it, which checks everything. */
    SafetensorsFile open() throws IOException {
        return new SafetensorsFile(this);
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public void read(long position, ByteBuffer to) {
        to.put(content, Math.toIntExact(position), to.remaining());
    }

    @Override
    public void close() {}
}
