package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Scalar.Arg;
import dev.nacre.compiler.tensor.Scalar.Binary;
import dev.nacre.compiler.tensor.Scalar.Constant;
import dev.nacre.compiler.tensor.Scalar.Select;
import dev.nacre.compiler.tensor.Scalar.Unary;
import java.util.Locale;
import java.util.function.IntFunction;

/** A scalar expression for people, fully parenthesised: {@code max(a, 0)}. */
final class ScalarText implements Scalar.Cases<String> {

    private final IntFunction<String> arguments;

    /** @param arguments what each argument is called */
    ScalarText(IntFunction<String> arguments) {
        this.arguments = arguments;
    }

    String of(Scalar scalar) {
        return scalar.match(this);
    }

    @Override
    public String constant(Constant constant) {
        double value = constant.value();
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.valueOf((int) value)
                : String.valueOf((float) value);
    }

    @Override
    public String arg(Arg arg) {
        return arguments.apply(arg.index());
    }

    @Override
    public String unary(Unary unary) {
        return unary.function().name().toLowerCase(Locale.ROOT) + "(" + of(unary.operand()) + ")";
    }

    @Override
    public String binary(Binary binary) {
        String left = of(binary.left());
        String right = of(binary.right());
        return switch (binary.operator()) {
            case ADD -> "(" + left + " + " + right + ")";
            case SUB -> "(" + left + " - " + right + ")";
            case MUL -> "(" + left + " * " + right + ")";
            case DIV -> "(" + left + " / " + right + ")";
            case MIN -> "min(" + left + ", " + right + ")";
            case MAX -> "max(" + left + ", " + right + ")";
        };
    }

    @Override
    public String select(Select select) {
        String comparison =
                switch (select.comparison()) {
                    case LT -> "<";
                    case LE -> "<=";
                    case GT -> ">";
                    case GE -> ">=";
                    case EQ -> "==";
                };
        return "(" + of(select.left()) + " " + comparison + " " + of(select.right()) + " ? " + of(select.then()) + " : "
                + of(select.otherwise()) + ")";
    }
}
