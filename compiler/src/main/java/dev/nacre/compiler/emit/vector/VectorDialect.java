package dev.nacre.compiler.emit.vector;

import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import java.util.Locale;

/** Arithmetic on {@code FloatVector}s of the species that the class calls {@code SPECIES}. */
public final class VectorDialect implements Dialect {

    public static final String SPECIES = "SPECIES";

    @Override
    public String type() {
        return "$f:T";
    }

    @Override
    public String load(String array, String index) {
        return "$f:T.fromArray(SPECIES, " + array + ", " + index + ")";
    }

    @Override
    public String broadcast(String array, String index) {
        return "$f:T.broadcast(SPECIES, " + array + "[" + index + "])";
    }

    @Override
    public String constant(float value) {
        return Float.floatToRawIntBits(value) == 0
                ? "$f:T.zero(SPECIES)"
                : "$f:T.broadcast(SPECIES, " + Dialect.literal(value) + ")";
    }

    @Override
    public String store(String value, String array, String index) {
        return value + ".intoArray(" + array + ", " + index + ");";
    }

    @Override
    public String fma(String a, String b, String c) {
        return a + ".fma(" + b + ", " + c + ")";
    }

    /** A minimum or maximum is a choice: Java's own would make +0 of a −0 at 0, and takes more instructions. */
    @Override
    public String binary(Operator operator, Operand left, Operand right) {
        return switch (operator) {
            case ADD, MUL -> left.number() ? lanewise(operator, right, left) : lanewise(operator, left, right);
            case SUB, DIV -> lanewise(operator, left, right);
            case MIN -> select(Comparison.GT, left, right, right, left);
            case MAX -> select(Comparison.LT, left, right, right, left);
        };
    }

    private static String lanewise(Operator operator, Operand left, Operand right) {
        return vector(left) + "." + operator.name().toLowerCase(Locale.ROOT) + "(" + right.text() + ")";
    }

    @Override
    public boolean repeatsLeft(Operator operator) {
        return operator == Operator.MIN || operator == Operator.MAX;
    }

    @Override
    public String maximum(String left, String right) {
        return left + ".max(" + right + ")";
    }

    @Override
    public String select(Comparison comparison, Operand left, Operand right, Operand then, Operand otherwise) {
        return vector(otherwise) + ".blend(" + then.text() + ", " + vector(left) + ".compare($o:T." + comparison + ", "
                + right.text() + "))";
    }

    private static String vector(Operand operand) {
        return operand.number() ? "$f:T.broadcast(SPECIES, " + operand.text() + ")" : operand.text();
    }

    @Override
    public boolean needsStatements(Function function) {
        return switch (function) {
            case NEG, ABS, SQRT -> false;
            case EXP, EXPM1, LOG, TANH, SIGMOID, LOG_SIGMOID, ERF -> true;
        };
    }

    @Override
    public String unary(Function function, Operand operand) {
        return vector(operand)
                + switch (function) {
                    case NEG -> ".neg()";
                    case ABS -> ".abs()";
                    case SQRT -> ".sqrt()";
                    case EXP, EXPM1, LOG, TANH, SIGMOID, LOG_SIGMOID, ERF ->
                        throw new IllegalStateException(function + " takes statements");
                };
    }

    @Override
    public String function(Function function, String argument, String result) {
        return VectorFunction.valueOf(function.name()).text(argument, result, result, SPECIES);
    }
}
