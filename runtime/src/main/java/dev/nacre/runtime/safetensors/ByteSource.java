package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.ModelFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes by their position, of which there may be more than fit an array: a file, or a buffer in tests. */
interface ByteSource extends Closeable {

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

    /**
     * A file that stays open for as long as it is read, so that replacing it does not mix old and new. Unlike a channel it
     * can be read by a thread whose interrupt flag is set.
     */
    record OfFile(String name, RandomAccessFile file, long size) implements ByteSource {

        /** The JDK allocates as much memory again as is read at once. */
        private static final int MOST_AT_ONCE = 1 << 16;

        @Override
        public void read(long position, ByteBuffer to) throws IOException {
            try {
                file.seek(position);
                while (to.hasRemaining()) {
                    int place = to.arrayOffset() + to.position();
                    int count = file.read(to.array(), place, Math.min(MOST_AT_ONCE, to.remaining()));
                    to.position(to.position() + checked(this, file.getFilePointer(), count));
                }
            } catch (ModelFormatException e) {
                throw e;
            } catch (IOException e) {
                throw new IOException(name + ": cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A file of another file system than the operating system's, such as one in an archive. */
    record OfChannel(String name, FileChannel channel, long size) implements ByteSource {
        @Override
        public void read(long position, ByteBuffer to) throws IOException {
            long at = position;
            while (to.hasRemaining()) {
                at += checked(this, at, channel.read(to, at));
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static int checked(ByteSource source, long at, int count) throws ModelFormatException {
        if (count < 0) {
            throw new ModelFormatException(source.name() + ": expected " + source.size() + " bytes, found only " + at);
        }
        return count;
    }
}
