package dev.nacre.compiler.emit;

import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import java.util.Locale;

/** Arithmetic on {@code FloatVector}s of the species that the class calls {@code SPECIES}. */
final class VectorDialect implements Dialect {

    static final String SPECIES = "SPECIES";

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

    @Override
    public String binary(Operator operator, Operand left, Operand right) {
        boolean swap = left.number() && !right.number() && commutes(operator);
        Operand receiver = swap ? right : left;
        Operand argument = swap ? left : right;
        return vector(receiver) + "." + operator.name().toLowerCase(Locale.ROOT) + "(" + argument.text() + ")";
    }

    private static boolean commutes(Operator operator) {
        return switch (operator) {
            case ADD, MUL, MIN, MAX -> true;
            case SUB, DIV -> false;
        };
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
