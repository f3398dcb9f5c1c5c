package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Builds methods from text. */
public final class Methods {

    private static final Map<String, TypeName> TYPES = Map.of(
            "float[]",
            ArrayTypeName.of(float.class),
            "int[]",
            ArrayTypeName.of(int.class),
            "PortArrays",
            ClassName.get(Code.RUNTIME, "PortArrays"),
            "SessionScratch",
            ClassName.get(Code.RUNTIME + ".generated", "SessionScratch"),
            "boolean",
            TypeName.BOOLEAN,
            "int",
            TypeName.INT,
            "long",
            TypeName.LONG);

    private Methods() {}

    /**
     * A private static method.
     *
     * @param parameters as Java writes them, of the types above
     */
    static MethodSpec kernel(String name, String javadoc, String parameters, String body) {
        return builder(name, parameters, body)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("$L", javadoc)
                .build();
    }

    /** What hands a method's parameters on to another with the same ones. */
    public static String arguments(String parameters) {
        return Stream.of(parameters.split(", ", -1))
                .map(parameter -> parameter.substring(parameter.lastIndexOf(' ') + 1))
                .collect(Collectors.joining(", "));
    }

    /** A method with parameters and body, the rest left to the caller. */
    public static MethodSpec.Builder builder(String name, String parameters, String body) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name);
        for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split(", ", -1)) {
            int space = parameter.lastIndexOf(' ');
            TypeName type = TYPES.get(parameter.substring(0, space));
            if (type == null) {
                throw new IllegalStateException("no type for the parameter " + parameter);
            }
            method.addParameter(type, parameter.substring(space + 1));
        }
        return method.addCode(Code.block(body));
    }
}
