package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.ModelFormatException;
import dev.nacre.runtime.argument.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private static final String CUT = "; the file is cut short: copy or download it again";

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
        long size = source.size();
        long length = length(source, buffer(source, 0, (int) Math.min(FirstBytes.MOST, size)));
        long dataStart = LENGTH_BYTES + length;
        if (dataStart > size) {
            throw new ModelFormatException(source.name() + ": expected a header of " + length + " bytes, found only "
                    + (size - LENGTH_BYTES) + CUT);
        }
        byte[] json = buffer(source, LENGTH_BYTES, (int) length).array();
        SafetensorsHeader header = new SafetensorsHeaderParser(source.name(), json).parse();
        header.checkTiling(source.name(), source.size() - dataStart);
        return header;
    }

    /** The header's length, from the first bytes; of a file that has another format, the message says which. */
    private static long length(ByteSource source, ByteBuffer start) throws ModelFormatException {
        boolean complete = start.limit() >= LENGTH_BYTES;
        long length = complete ? start.getLong(0) : -1;
        boolean bounded = length >= 0 && length <= LONGEST;
        boolean brace = start.limit() > LENGTH_BYTES && start.get(LENGTH_BYTES) == '{';
        if (bounded && brace) {
            return length;
        }
        Optional<String> other = ForeignFormat.describe(new FirstBytes(start.array()));
        if (other.isPresent()) {
            throw new ModelFormatException(source.name() + ": expected a safetensors file, found " + other.get());
        }
        if (!complete) {
            throw new ModelFormatException(source.name() + ": expected " + LENGTH_BYTES
                    + " bytes for the length of the header, found " + source.size() + CUT);
        }
        if (!bounded) {
            throw new ModelFormatException(source.name() + ": expected a safetensors file, whose header has at most "
                    + LONGEST + " bytes, found the length " + Long.toUnsignedString(length));
        }
        return length;
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
            throw new ModelFormatException(file + ": expected " + at + " bytes of tensors behind the header, found "
                    + dataSize + (dataSize < at ? CUT : ""));
        }
    }
}
