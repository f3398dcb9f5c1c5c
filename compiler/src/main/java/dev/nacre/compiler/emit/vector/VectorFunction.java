package dev.nacre.compiler.emit.vector;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A transcendental function as the statements that compute it on a {@code FloatVector}, operation for operation what the
 * runtime's {@code FloatMath} does, so that the bits agree; its Javadoc has the formulas.
 *
 * <p>They are inlined where they are used, because a method that takes and returns vectors allocates them when it is not
 * compiled into its caller. No vector is assigned in a branch: a choice is a {@code blend}.
 */
public enum VectorFunction {
    EXP(ExponentialFormats.EXP),
    EXPM1(ExponentialFormats.EXPM1),
    LOG(LogarithmFormats.LOG),
    TANH(SigmoidFormats.TANH),
    SIGMOID(SigmoidFormats.SIGMOID),
    LOG_SIGMOID(LogarithmFormats.LOG_SIGMOID),
    ERF(SigmoidFormats.ERF);

    private static final String VECTORS = "jdk.incubator.vector";
    private static final Pattern LOCAL = Pattern.compile("\\$(\\w+):L");

    private final String format;

    /**
     * @param format the statements, in JavaPoet's named form: {@code $x:L} is the argument, {@code $y:L} the result,
     *     {@code $s:L} the species, {@code $f:T} and {@code $o:T} are {@code FloatVector} and {@code VectorOperators};
     *     any other {@code :L} is a local of the function's own
     */
    VectorFunction(String format) {
        this.format = format;
    }

    /**
     * The statements as text in which only the types are left open, as {@code $f:T} and {@code $o:T}; see
     * {@link #statements}.
     */
    String text(String argument, String result, String prefix, String species) {
        return LOCAL.matcher(format).replaceAll(local -> switch (local.group(1)) {
            case "x" -> argument;
            case "y" -> result;
            case "s" -> species;
            default ->
                prefix
                        + Character.toUpperCase(local.group(1).charAt(0))
                        + local.group(1).substring(1);
        });
    }

    /**
     * Statements that declare {@code FloatVector result} as this function of the vector {@code argument}.
     *
     * @param prefix what the names of all other locals start with
     * @param species the name of a constant {@code VectorSpecies<Float>}
     */
    public CodeBlock statements(String argument, String result, String prefix, String species) {
        Map<String, Object> types =
                Map.of("f", ClassName.get(VECTORS, "FloatVector"), "o", ClassName.get(VECTORS, "VectorOperators"));
        return CodeBlock.builder()
                .addNamed(text(argument, result, prefix, species), types)
                .build();
    }
}
