package dev.nacre.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes by their position, of which there may be more than fit an array: a file, or a buffer in tests. */
interface ByteSource {

    /** What to call it in messages. */
    String name();

    /** The number of bytes. */
    long size();

    /**
     * Fills the rest of a buffer with the bytes from a position.
     *
     * @throws ModelFormatException if the bytes end before
     */
    void read(long position, ByteBuffer to) throws IOException;

    /** A file that stays open for as long as it is read, so that replacing it does not mix old and new. */
    record OfFile(String name, FileChannel channel, long size) implements ByteSource {
        @Override
        public void read(long position, ByteBuffer to) throws IOException {
            long at = position;
            while (to.hasRemaining()) {
                int count = channel.read(to, at);
                if (count < 0) {
                    throw new ModelFormatException(name + ": expected " + size + " bytes, found only " + at);
                }
                at += count;
            }
        }
    }
}
