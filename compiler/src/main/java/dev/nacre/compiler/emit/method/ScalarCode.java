package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.tensor.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a scalar expression in a dialect: what is used twice, or is a function's argument or result, becomes a local. */
final class ScalarCode implements Scalar.Cases<Dialect.Operand> {

    private final Dialect dialect;
    private final List<String> arguments;
    private final String prefix;
    private final Map<Scalar, Integer> occurrences = new HashMap<>();
    private final Map<Scalar, Dialect.Operand> written = new HashMap<>();
    private final List<String> statements = new ArrayList<>();
    private int locals;

    private ScalarCode(Dialect dialect, List<String> arguments, String prefix) {
        this.dialect = dialect;
        this.arguments = arguments;
        this.prefix = prefix;
    }

    /** Statements, and the expression that has the value after them. */
    record Written(List<String> statements, String expression) {}

    /**
     * Writes {@code body}.
     *
     * @param arguments the text for each {@code Arg}
     * @param prefix what the names of locals start with
     */
    static Written write(Dialect dialect, Scalar body, List<String> arguments, String prefix) {
        ScalarCode code = new ScalarCode(dialect, arguments, prefix);
        code.count(body);
        Dialect.Operand result = code.write(body);
        String expression = result.number() ? dialect.constant(Float.parseFloat(number(result))) : result.text();
        return new Written(code.statements, unwrapped(expression));
    }

    private static String number(Dialect.Operand operand) {
        return operand.text()
                .replace("Float.NaN", "NaN")
                .replace("Float.POSITIVE_INFINITY", "Infinity")
                .replace("Float.NEGATIVE_INFINITY", "-Infinity");
    }

    /** An expression as a whole needs no parentheses. */
    private static String unwrapped(String text) {
        if (!text.startsWith("(")) {
            return text;
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i == text.length() - 1 ? text.substring(1, i) : text;
            }
        }
        return text;
    }

    private void count(Scalar scalar) {
        if (occurrences.merge(scalar, 1, Integer::sum) == 1) {
            scalar.parts().forEach(this::count);
        }
    }

    private Dialect.Operand write(Scalar scalar) {
        Dialect.Operand known = written.get(scalar);
        if (known != null) {
            return known;
        }
        Dialect.Operand operand = scalar.match(this);
        boolean compound = !scalar.parts().isEmpty();
        if (compound && occurrences.getOrDefault(scalar, 0) > 1) {
            operand = local(operand);
        }
        written.put(scalar, operand);
        return operand;
    }

    private Dialect.Operand local(Dialect.Operand operand) {
        if (operand.text().matches("\\w+")) {
            return operand;
        }
        String name = prefix + locals++;
        String value = operand.number() ? dialect.constant(Float.parseFloat(number(operand))) : operand.text();
        statements.add(dialect.type() + " " + name + " = " + unwrapped(value) + ";");
        return new Dialect.Operand(name, false);
    }

    @Override
    public Dialect.Operand constant(Scalar.Constant constant) {
        return new Dialect.Operand(Dialect.literal((float) constant.value()), true);
    }

    @Override
    public Dialect.Operand arg(Scalar.Arg arg) {
        return new Dialect.Operand(arguments.get(arg.index()), false);
    }

    @Override
    public Dialect.Operand unary(Scalar.Unary unary) {
        Dialect.Operand operand = write(unary.operand());
        if (!dialect.needsStatements(unary.function())) {
            return new Dialect.Operand(dialect.unary(unary.function(), operand), false);
        }
        String argument = local(operand).text();
        String result = prefix + locals++;
        statements.addAll(
                dialect.function(unary.function(), argument, result).lines().toList());
        return new Dialect.Operand(result, false);
    }

    @Override
    public Dialect.Operand binary(Scalar.Binary binary) {
        Dialect.Operand left = write(binary.left());
        if (dialect.repeatsLeft(binary.operator())) {
            left = local(left);
        }
        Dialect.Operand right = write(binary.right());
        return new Dialect.Operand(dialect.binary(binary.operator(), left, right), false);
    }

    @Override
    public Dialect.Operand select(Scalar.Select select) {
        Dialect.Operand left = write(select.left());
        Dialect.Operand right = write(select.right());
        Dialect.Operand then = write(select.then());
        Dialect.Operand otherwise = write(select.otherwise());
        return new Dialect.Operand(dialect.select(select.comparison(), left, right, then, otherwise), false);
    }
}
