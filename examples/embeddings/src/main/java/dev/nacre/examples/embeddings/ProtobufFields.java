package dev.nacre.examples.embeddings;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message in the wire format of Protocol Buffers, without a schema. */
final class ProtobufFields {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private final List<Field> fields = new ArrayList<>();

    /**
     * @param number what the schema has for a name
     * @param value of a number
     * @param bytes of a text, an array or a message; else empty
     */
    private record Field(int number, long value, ByteBuffer bytes) {}

    /** @param message read from its position to its limit */
    ProtobufFields(ByteBuffer message) {
        ByteBuffer rest = little(message);
        while (rest.hasRemaining()) {
            long key = varint(rest);
            int number = Math.toIntExact(key >>> 3);
            ByteBuffer none = ByteBuffer.allocate(0);
            fields.add(
                    switch ((int) (key & 7)) {
                        case VARINT -> new Field(number, varint(rest), none);
                        case EIGHT_BYTES -> new Field(number, rest.getLong(), none);
                        case FOUR_BYTES -> new Field(number, rest.getInt(), none);
                        case BYTES -> new Field(number, 0, next(rest, Math.toIntExact(varint(rest))));
                        default -> throw new IllegalArgumentException("no message of Protocol Buffers");
                    });
        }
    }

    private static ByteBuffer little(ByteBuffer bytes) {
        return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer next(ByteBuffer bytes, int length) {
        ByteBuffer next = little(bytes.slice(bytes.position(), length));
        bytes.position(bytes.position() + length);
        return next;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** The contents of all fields of that number, in little endian. */
    List<ByteBuffer> bytes(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(field -> little(field.bytes()))
                .toList();
    }

    List<ProtobufFields> messages(int number) {
        return bytes(number).stream().map(ProtobufFields::new).toList();
    }

    List<String> texts(int number) {
        return bytes(number).stream()
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
                .toList();
    }

    /** The text of a field that is there once or not at all. */
    String text(int number) {
        return String.join("", texts(number));
    }

    /** All numbers of a field, whether they are packed into one or not. */
    List<Long> numbers(int number) {
        List<Long> numbers = new ArrayList<>();
        for (Field field : fields) {
            ByteBuffer packed = little(field.bytes());
            if (field.number() == number && !packed.hasRemaining()) {
                numbers.add(field.value());
            }
            while (field.number() == number && packed.hasRemaining()) {
                numbers.add(varint(packed));
            }
        }
        return numbers;
    }
}
