package dev.nacre.compiler.emit.vector;

import java.util.ArrayList;
import java.util.List;

/**
 * How a target widens weights of 16 bits to floats, two of which are in each int. Both formats become exact floats by moving
 * bits; of F16, subnormal numbers too, by a product with a power of two.
 */
public final class HalfDialect {

    /** The species of the ints. */
    public static final String INTS = "INTS";

    private final boolean vectors;

    public HalfDialect(Target target) {
        this.vectors = target != Target.SCALAR;
    }

    /** What the 16 bits are. */
    public enum Format {
        BF16,
        F16;

        /** As a part of a method's name. */
        public String label() {
            return this == BF16 ? "Bf16" : "F16";
        }
    }

    /** Statements that declare what {@link #widened} needs. */
    public List<String> constants(Format format) {
        List<String> lines = new ArrayList<>();
        if (vectors && format == Format.BF16) {
            lines.add("$i:T high = $i:T.broadcast(INTS, 0xFFFF0000);");
        } else if (vectors) {
            lines.add("$i:T bits = $i:T.broadcast(INTS, 0x8FFFE000);");
            lines.add("$f:T scale = $f:T.broadcast(SPECIES, 0x1p112f);");
        }
        return lines;
    }

    /** A statement that declares neighbouring ints from {@code index} on. */
    public String load(String name, String array, String index) {
        return vectors
                ? "$i:T " + name + " = $i:T.fromArray(INTS, " + array + ", " + index + ");"
                : "int " + name + " = " + array + "[" + index + "];";
    }

    /** A statement that declares the floats {@code name} of the upper or lower halves of the ints {@code pairs}. */
    public String widened(Format format, String name, String pairs, boolean upper) {
        if (!vectors) {
            return "float " + name + " = " + scalar(format, upper ? pairs : pairs + " << 16") + ";";
        }
        String bits = upper ? pairs : pairs + ".lanewise($o:T.LSHL, 16)";
        String floats =
                switch (format) {
                    case BF16 -> floats(upper ? bits + ".and(high)" : bits);
                    case F16 -> "(" + floats(bits + ".lanewise($o:T.ASHR, 3).and(bits)") + ").mul(scale)";
                };
        return "$f:T " + name + " = " + floats + ";";
    }

    /** By the species, which is a constant: the first {@code reinterpretAsFloats} of a method may be a call on JDK 17. */
    private static String floats(String bits) {
        return "($f:T) " + bits + ".reinterpretShape(SPECIES, 0)";
    }

    private static String scalar(Format format, String bits) {
        return format == Format.BF16
                ? "Float.intBitsToFloat(" + bits + " & 0xFFFF0000)"
                : "Float.intBitsToFloat((" + bits + ") >> 3 & 0x8FFFE000) * 0x1p112f";
    }
}
