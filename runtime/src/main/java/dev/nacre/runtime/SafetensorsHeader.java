package dev.nacre.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says it holds, checked against the whole format: a header of stated length, then tensors that
 * tile the rest of the file exactly. Whatever the bytes are, reading needs memory in proportion to the file's size.
 *
 * @param metadata strings beside the tensors
 * @param entries by name, in the header's order
 * @param dataStart where the header ends
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, SafetensorsEntry> entries, long dataStart) {

    static final int LENGTH_BYTES = 8;
    static final long LONGEST = 100_000_000;

    /** "PK", 3, 4, as the archives of {@code torch.save} begin. */
    private static final int ZIP_START = 0x0403_4B50;

    /** Python's mark of pickle's second protocol, as they began before PyTorch 1.6. */
    private static final int PICKLE_START = 0x0280;

    SafetensorsHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * Reads and checks the header.
     *
     * @throws ModelFormatException if anything about the file is not as the format says
     */
    static SafetensorsHeader read(ByteSource source) throws IOException {
        if (source.size() < LENGTH_BYTES) {
            throw new ModelFormatException(source.name() + ": expected " + LENGTH_BYTES
                    + " bytes for the length of the header, found " + source.size());
        }
        long length = buffer(source, 0, LENGTH_BYTES).getLong();
        if (length < 0 || length > LONGEST) {
            throw new ModelFormatException(source.name() + ": expected a header of at most " + LONGEST
                    + " bytes, found the length " + Long.toUnsignedString(length) + advice(length));
        }
        long dataStart = LENGTH_BYTES + length;
        if (dataStart > source.size()) {
            throw new ModelFormatException(source.name() + ": expected a header of " + length + " bytes, found only "
                    + (source.size() - LENGTH_BYTES));
        }
        byte[] json = buffer(source, LENGTH_BYTES, (int) length).array();
        SafetensorsHeader header = new SafetensorsHeaderParser(source.name(), json).parse();
        header.checkTiling(source.name(), source.size() - dataStart);
        return header;
    }

    /** What to do about a file that is not of this format at all, if its first bytes show which it is. */
    private static String advice(long start) {
        boolean zip = (int) start == ZIP_START;
        boolean pickle = (start & 0xFFFF) == PICKLE_START;
        return zip || pickle
                ? "; this looks like a file of torch.save: load it in Python and write it again with "
                        + "safetensors.torch.save_file"
                : "";
    }

    private static ByteBuffer buffer(ByteSource source, long position, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        source.read(position, bytes);
        return bytes.flip();
    }

    private void checkTiling(String file, long dataSize) throws ModelFormatException {
        List<SafetensorsEntry> ordered = entries.values().stream()
                .sorted(Comparator.comparingLong(SafetensorsEntry::begin).thenComparingLong(SafetensorsEntry::end))
                .toList();
        long at = 0;
        for (SafetensorsEntry entry : ordered) {
            if (entry.begin() != at) {
                throw new ModelFormatException(file + ": " + Quoted.of(entry.name()) + ": expected data_offsets from "
                        + at + ", where the tensor before ends, found " + entry.begin());
            }
            at = entry.end();
        }
        if (at != dataSize) {
            throw new ModelFormatException(
                    file + ": expected " + at + " bytes of tensors behind the header, found " + dataSize);
        }
    }
}
