package dev.nacre.compiler.generated;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** As much of a class file as tells the size of each method's bytecode; see chapter 4 of the JVM specification. */
final class ClassFile {

    private static final int UTF8 = 1;

    private final DataInputStream in;
    private final Map<Integer, String> strings = new HashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    private ClassFile(byte[] bytes) {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** Bytes of code by method, name and descriptor; methods without code are left out. */
    static Map<String, Integer> methodSizes(byte[] bytes) {
        ClassFile file = new ClassFile(bytes);
        try {
            file.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.sizes;
    }

    private void read() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers();
        readMembers();
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            if (tag == UTF8) {
                strings.put(i, in.readUTF());
            } else {
                in.skipNBytes(length(tag));
            }
            boolean takesTwo = tag == 5 || tag == 6;
            i += takesTwo ? 1 : 0;
        }
    }

    private static int length(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IllegalArgumentException("a constant with tag " + tag);
        };
    }

    private void readMembers() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            String name = string() + string();
            int attributes = in.readUnsignedShort();
            for (int a = 0; a < attributes; a++) {
                readAttribute(name);
            }
        }
    }

    private void readAttribute(String member) throws IOException {
        boolean code = string().equals("Code");
        int length = in.readInt();
        if (code) {
            in.skipNBytes(4);
            sizes.put(member, in.readInt());
            in.skipNBytes(length - 8);
        } else {
            in.skipNBytes(length);
        }
    }

    private String string() throws IOException {
        return strings.getOrDefault(in.readUnsignedShort(), "");
    }
}
