package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ModelSpecTest {

    private static final Initializer ZERO = Initializer.constant(0);

    @Test
    void printsATable() {
        assertEquals("""
                Scorer (x: [3]) -> (y: [1])
                layer  kind    output  parameters  multiply-adds
                ------------------------------------------------
                0      linear  [16]            64             48
                1      relu    [16]             -              -
                2      linear  [1]             17             16
                ------------------------------------------------
                parameters                                    81
                trainable                                     81
                multiply-adds                                 64
                bytes of parameters                          384
                bytes a sample, prediction                    64
                bytes a sample, training                     192""", Specs.scorer().toString());
    }

    @Test
    void printsThousandsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
        try {
            String table = ModelSpec.builder("M")
                    .input("image", 28, 28)
                    .output("logits", 10)
                    .layer("body.fc", "linear", 128)
                    .layer("body.fc.norm", "batchnorm", 128)
                    .parameter("body.fc.weight", 0, Layout.panels(1280, 1000), ZERO, true, 1280, 1000)
                    .parameter("body.fc.norm.running_mean", 1280000, Layout.vector(128), ZERO, false, 128)
                    .build()
                    .toString();
            assertEquals("""
                    M (image: [28,28]) -> (logits: [10])
                    layer         kind       output  parameters  multiply-adds
                    ----------------------------------------------------------
                    body.fc       linear     [128]    1,280,000              -
                    body.fc.norm  batchnorm  [128]          128              -
                    ----------------------------------------------------------
                    parameters                                       1,280,128
                    trainable                                        1,280,000
                    multiply-adds                                            0
                    bytes of parameters                              5,120,512
                    bytes a sample, prediction                               0
                    bytes a sample, training                                 0""", table);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void trainableNeighboursAreOneRangeAndBuffersAreLeftOut() {
        ModelSpec spec = ModelSpec.builder("M")
                .parameter("c", 64, Layout.vector(1), ZERO, true, 1)
                .parameter("a", 0, Layout.vector(17), ZERO, true, 17)
                .parameter("b", 32, Layout.vector(16), ZERO, true, 16)
                .parameter("mean", 48, Layout.vector(16), ZERO, false, 16)
                .build();
        assertEquals(List.of(new Range(0, 48), new Range(64, 80)), spec.trainable());
        assertEquals(80, spec.storageSize());
        assertEquals(50, spec.parameterCount());
        assertEquals(34, spec.trainableCount());
    }

    @Test
    void whatGeneratedCodeMustNotSayIsRefused() {
        assertRefused("overlap", 0, 16);
        assertRefused("multiple of 16", 8, 64);
        assertThrows(IllegalArgumentException.class, () -> ModelSpec.builder("M")
                .parameter("a", 0, Layout.vector(2), ZERO, true, 3));
        assertThrows(IllegalArgumentException.class, () -> ModelSpec.builder("M")
                .parameter("a", 0, Layout.vector(2), ZERO, true, 2)
                .parameter("a", 16, Layout.vector(2), ZERO, true, 2));
    }

    private static void assertRefused(String reason, int first, int second) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> ModelSpec.builder("M")
                .parameter("a", first, Layout.vector(17), ZERO, true, 17)
                .parameter("b", second, Layout.vector(17), ZERO, true, 17)
                .build());
        assertTrue(String.valueOf(thrown.getMessage()).contains(reason), thrown::getMessage);
    }

    @Test
    void aModelWithoutParametersHasNoStorage() {
        ModelSpec spec = ModelSpec.builder("Relu")
                .input("x", 1)
                .output("y", 1)
                .layer("0", "relu", 1)
                .build();
        assertEquals(0, Parameters.initialized(spec, 1).values().length);
        assertEquals("""
                Relu (x: [1]) -> (y: [1])
                layer  kind  output  parameters  multiply-adds
                ----------------------------------------------
                0      relu  [1]              -              -
                ----------------------------------------------
                parameters                                   0
                trainable                                    0
                multiply-adds                                0
                bytes of parameters                          0
                bytes a sample, prediction                   0
                bytes a sample, training                     0""", spec.toString());
    }

    @Test
    void groupsNestAndEndBeforeTheModelDoes() {
        ModelSpecBuilder builder = ModelSpec.builder("M")
                .group("a", "chain", 3)
                .layer("a.0", "relu", 3)
                .copy("a.1", 3)
                .end()
                .copy("a.2", 3)
                .layer("a.2", "tanh", 3);
        assertThrows(IllegalArgumentException.class, builder::build);
        ModelSpec spec = builder.end().end().build();
        Shape three = Shape.of(3);
        assertEquals(
                List.of(
                        new GroupSpec(GroupSpec.Role.ITEM, "a", "chain", three, 0, 2),
                        new GroupSpec(GroupSpec.Role.COPY, "a.2", "copy", three, 1, 2)),
                spec.groups());
        assertThrows(IllegalArgumentException.class, builder::end);
    }

    @Test
    void multiplyAddsBelongToALayer() {
        ModelSpecBuilder builder = ModelSpec.builder("M");
        assertThrows(IllegalArgumentException.class, () -> builder.multiplyAdds(1));
        builder.layer("0", "linear", 3).multiplyAdds(9);
        assertThrows(IllegalArgumentException.class, () -> builder.multiplyAdds(-1));
        assertEquals(9, builder.build().multiplyAdds());
    }
}
