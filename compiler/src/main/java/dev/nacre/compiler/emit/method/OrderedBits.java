package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.PoolLoop;
import dev.nacre.compiler.kernel.ReduceLoop;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Maxima of vectors as integers, which an instruction compares without a thought for NaN and −0: the key of a float is an
 * integer in the order of {@link Math#max}, from −∞, the least of all, to NaN. The bits of a positive float are in order;
 * those of a negative one are when all but the sign are turned over, and a shift of all keys brings NaN with a sign from
 * below −∞ to the top. Bits change their type by species that are constants: the first {@code reinterpretAsInts} of a method may
 * be a call on JDK 17, which allocates.
 */
final class OrderedBits {

    /** How far the bits of −∞, turned over, are from the least integer. */
    private static final String SHIFT = "0x7fffff";

    /** From how many values on it pays to make keys, and a float of the largest. */
    private static final int FEWEST = 5;

    private OrderedBits() {}

    /** Whether maxima of a kernel are taken as integers, in a class that has the species of integers then. */
    static boolean suit(Target target, Kernel kernel) {
        return (kernel instanceof ReduceLoop reduce && ReduceMethods.isOrdered(target, reduce))
                || (kernel instanceof PoolLoop pool && PoolMethods.isOrdered(target, pool));
    }

    /** Whether maxima of so many values are faster as integers. */
    static boolean suit(Target target, long values) {
        return target != Target.SCALAR && values >= FEWEST;
    }

    /** A statement that declares the key of −∞ in all lanes. */
    static String start(String name) {
        return "$i:T " + name + " = $i:T.broadcast(INTS, Integer.MIN_VALUE);";
    }

    /** Statements that raise {@code name} to the keys of {@code floats}; {@code suffix} ends the names of their locals. */
    static String raise(String name, int suffix, String floats) {
        String bits = "bits" + suffix;
        return declared(bits, "($i:T) " + floats + ".reinterpretShape(INTS, 0)") + turn(bits, "turn" + suffix) + name
                + " = " + name + ".max(" + turned(bits, "turn" + suffix) + ".sub(" + SHIFT + "));\n";
    }

    /** Statements that declare the vector {@code result} of the floats with the keys {@code name}. */
    static String floats(String name, String result) {
        return declared("bits", name + ".add(" + SHIFT + ")")
                + turn("bits", "turn")
                + "$f:T " + result + " = ($f:T) " + turned("bits", "turn") + ".reinterpretShape(SPECIES, 0);\n";
    }

    private static String declared(String name, String value) {
        return "$i:T " + name + " = " + value + ";\n";
    }

    /** Which bits of a float are turned over in its key, and the other way round. */
    private static String turn(String bits, String name) {
        return declared(name, bits + ".lanewise($o:T.ASHR, 31).lanewise($o:T.LSHR, 1)");
    }

    private static String turned(String bits, String turn) {
        return bits + ".lanewise($o:T.XOR, " + turn + ")";
    }

    /** Statements that declare {@code float result} with the largest key of all lanes of {@code names}. */
    static List<String> fold(List<String> names, String result) {
        String all = names.get(0)
                + names.stream().skip(1).map(name -> ".max(" + name + ")").collect(Collectors.joining());
        return List.of(
                "int bits = " + all + ".reduceLanes($o:T.MAX) + " + SHIFT + ";",
                "float " + result + " = Float.intBitsToFloat(bits ^ bits >> 31 >>> 1);");
    }
}
