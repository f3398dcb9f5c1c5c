package dev.nacre.compiler.emit.vector;

import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;

/** Arithmetic on single floats. */
final class ScalarDialect implements Dialect {

    @Override
    public String type() {
        return "float";
    }

    @Override
    public String load(String array, String index) {
        return array + "[" + index + "]";
    }

    @Override
    public String broadcast(String array, String index) {
        return load(array, index);
    }

    @Override
    public String constant(float value) {
        return Dialect.literal(value);
    }

    @Override
    public String store(String value, String array, String index) {
        return array + "[" + index + "] = " + value + ";";
    }

    @Override
    public String fma(String a, String b, String c) {
        return "$math:T.fma(" + a + ", " + b + ", " + c + ")";
    }

    @Override
    public String binary(Operator operator, Operand left, Operand right) {
        return switch (operator) {
            case ADD -> "(" + left.text() + " + " + right.text() + ")";
            case SUB -> "(" + left.text() + " - " + right.text() + ")";
            case MUL -> left.text() + " * " + factor(right.text());
            case DIV -> left.text() + " / " + factor(right.text());
            case MIN -> "$math:T.min(" + left.text() + ", " + right.text() + ")";
            case MAX -> "$math:T.max(" + left.text() + ", " + right.text() + ")";
        };
    }

    @Override
    public boolean repeatsLeft(Operator operator) {
        return false;
    }

    @Override
    public String maximum(String left, String right) {
        return "Math.max(" + left + ", " + right + ")";
    }

    /** Products and quotients carry no parentheses, so as right operands, which are computed first, they need them. */
    private static String factor(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && (c == '*' || c == '/')) {
                return "(" + text + ")";
            }
        }
        return text;
    }

    @Override
    public String select(Comparison comparison, Operand left, Operand right, Operand then, Operand otherwise) {
        String sign =
                switch (comparison) {
                    case LT -> " < ";
                    case LE -> " <= ";
                    case GT -> " > ";
                    case GE -> " >= ";
                    case EQ -> " == ";
                };
        return "(" + left.text() + sign + right.text() + " ? " + then.text() + " : " + otherwise.text() + ")";
    }

    @Override
    public boolean needsStatements(Function function) {
        return false;
    }

    @Override
    public String unary(Function function, Operand operand) {
        String x = operand.text();
        return switch (function) {
            case NEG -> "(-" + x + ")";
            case ABS -> "Math.abs(" + x + ")";
            case EXP -> "$math:T.exp(" + x + ")";
            case EXPM1 -> "$math:T.expm1(" + x + ")";
            case LOG -> "$math:T.log(" + x + ")";
            case TANH -> "$math:T.tanh(" + x + ")";
            case SIGMOID -> "$math:T.sigmoid(" + x + ")";
            case LOG_SIGMOID -> "$math:T.logSigmoid(" + x + ")";
            case ERF -> "$math:T.erf(" + x + ")";
            case SQRT -> "(float) Math.sqrt(" + x + ")";
        };
    }

    @Override
    public String function(Function function, String argument, String result) {
        throw new IllegalStateException(function + " is an expression in scalar code");
    }
}
