package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** HotSpot never compiles a method of 8,000 bytes of bytecode, so no generated method may come near. */
class MethodSizeTest {

    /** Half of HotSpot's limit: also that of the methods into which it still inlines. */
    private static final int MOST_BYTES = 4000;

    @Test
    void everyMethodOfLargeModelsIsSmall() {
        assertSmall(CompiledModels.of("""
                model Huge (x: [3000]) < linear(3000, 3000) >
                model Digits (x: [784]) < linear(128); relu; dropout; linear(10); log_softmax >
                model Deepest (x: [20]) < linear(20); tanh; linear(30); relu; linear(40); gelu; linear(50); silu;
                    linear(60); mish; linear(70); elu; linear(80); selu; linear(90); softplus; linear(100); prelu;
                    linear(110); hardswish; linear(120); softsign; linear(130); softmax; linear(140); sigmoid >
                """));
    }

    @Test
    void rowsOfActivationsDoNotGrowIntoOneLoop() {
        StringBuilder text = new StringBuilder();
        for (String layer : List.of("relu", "tanh", "silu", "hardswish", "dropout(0.1)")) {
            String name = layer.substring(0, 4).toUpperCase(Locale.ROOT);
            text.append("model ")
                    .append(name)
                    .append(" (x: [3]) < ")
                    .append((layer + "; ").repeat(60))
                    .append(">\n");
        }
        assertSmall(CompiledModels.of(text.toString()));
    }

    @Test
    void theSizesAreReadFromTheCodeItself() throws Exception {
        String name = ClassFile.class.getName().replace('.', '/') + ".class";
        try (var in = ClassFile.class.getClassLoader().getResourceAsStream(name)) {
            Map<String, Integer> sizes = ClassFile.methodSizes(in == null ? new byte[0] : in.readAllBytes());
            int string = sizes.getOrDefault("string()Ljava/lang/String;", 0);
            // aload, getfield, aload, getfield, invokevirtual, Integer.valueOf, ldc, invokeinterface, checkcast,
            // areturn.
            assertTrue(string > 20 && string < 40, sizes.toString());
            assertTrue(
                    sizes.keySet().stream().anyMatch(method -> method.startsWith("readConstants()")), sizes.toString());
        }
    }

    private static void assertSmall(CompiledModels models) {
        assertEquals(Map.of(), large(models));
    }

    /** The bytes of the methods that are too large. */
    static Map<String, Integer> large(CompiledModels models) {
        Map<String, Integer> large = new TreeMap<>();
        models.classes().forEach((type, bytes) -> ClassFile.methodSizes(bytes).forEach((method, size) -> {
            if (size >= MOST_BYTES) {
                large.put(type + "." + method, size);
            }
        }));
        return large;
    }
}
