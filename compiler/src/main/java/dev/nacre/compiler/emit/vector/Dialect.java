package dev.nacre.compiler.emit.vector;

import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;

/** How a target writes arithmetic: on vectors of its width, or on single floats. Both compute the same bits. */
public interface Dialect {

    /** The dialect of a target. */
    static Dialect of(Target target) {
        return target == Target.SCALAR ? new ScalarDialect() : new VectorDialect();
    }

    /** The type of a local variable. */
    String type();

    /** Neighbouring elements from {@code index} on. */
    String load(String array, String index);

    /** One element, in all lanes. */
    String broadcast(String array, String index);

    /** A number, in all lanes. */
    String constant(float value);

    /** A statement that writes neighbouring elements from {@code index} on. */
    String store(String value, String array, String index);

    /** {@code a * b + c}, rounded once. */
    String fma(String a, String b, String c);

    /** A binary operation; {@code left} and {@code right} are names or what this dialect returned. */
    String binary(Operator operator, Operand left, Operand right);

    /** Whether the text of an operation has its left operand twice, which is better a local then. */
    boolean repeatsLeft(Operator operator);

    /** The larger of two, +0 of two zeros, NaN of NaN and anything: the same in any order. */
    String maximum(String left, String right);

    /** A choice. */
    String select(Comparison comparison, Operand left, Operand right, Operand then, Operand otherwise);

    /** Whether a function needs {@link #function} instead of {@link #unary}. */
    boolean needsStatements(Function function);

    /** A function as an expression. */
    String unary(Function function, Operand operand);

    /** Statements that declare {@code result} as a function of the local {@code argument}. */
    String function(Function function, String argument, String result);

    /** An operand's text, and whether it is a plain number that some operations take as it is. */
    record Operand(String text, boolean number) {}

    /** A float as a Java literal. */
    static String literal(float value) {
        if (Float.isNaN(value)) {
            return "Float.NaN";
        } else if (Float.isInfinite(value)) {
            return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
        } else if (value == (int) value && Math.abs(value) < 1e6f && Float.floatToRawIntBits(value) != 0x80000000) {
            return (int) value + "f";
        }
        return value + "f";
    }
}
