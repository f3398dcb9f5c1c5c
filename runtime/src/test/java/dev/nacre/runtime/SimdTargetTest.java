package dev.nacre.runtime;

import static dev.nacre.runtime.SimdTarget.S128;
import static dev.nacre.runtime.SimdTarget.S256;
import static dev.nacre.runtime.SimdTarget.S512;
import static dev.nacre.runtime.SimdTarget.SCALAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.simd.VectorProbe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimdTargetTest {

    private static final String FLAG = "--add-modules";
    private static final String VECTORS = "jdk.incubator.vector";

    /** Started as a JVM of its own: chooses twice and prints the answers. */
    static final class Choosing {
        public static void main(String[] args) {
            System.out.println(SimdTarget.choose(Choosing.class, S512, S256, S128, SCALAR));
            System.out.println(SimdTarget.choose(SimdTargetTest.class, S512, S256, S128, SCALAR));
        }
    }

    /** Started as a JVM of its own: a model that was generated for 128 bits only. */
    static final class Narrow {
        public static void main(String[] args) {
            System.out.println(SimdTarget.choose(Narrow.class, S128, SCALAR));
        }
    }

    @Test
    void withoutTheVectorModuleScalarLoopsRunAndOneLineNamesTheFlag() throws Exception {
        ChildJvm child = ChildJvm.run(Choosing.class, List.of());
        assertEquals("SCALAR\nSCALAR\n", child.output());
        assertEquals(2, child.errors().split("--add-modules jdk.incubator.vector", -1).length, child.errors());
    }

    @Test
    void withTheVectorModuleTheProcessorsPreferredWidthIsChosenSilently() throws Exception {
        ChildJvm child = ChildJvm.run(Choosing.class, List.of(FLAG, VECTORS));
        String preferred = SimdChoice.forBits(VectorProbe.preferredBits()).toString();
        assertEquals(preferred + "\n" + preferred + "\n", child.output());
        assertFalse(child.errors().contains("Models"), child.errors());
    }

    @ParameterizedTest
    @CsvSource({"512, S512", "256, S256", "128, S128", "off, SCALAR"})
    void thePropertyOverridesTheProcessor(String setting, SimdTarget expected) throws Exception {
        ChildJvm child = ChildJvm.run(Choosing.class, List.of(FLAG, VECTORS, "-Dnacre.simd=" + setting));
        assertEquals(expected + "\n" + expected + "\n", child.output());
    }

    @Test
    void switchingOffNeedsNoModuleAndNoWarning() throws Exception {
        ChildJvm child = ChildJvm.run(Choosing.class, List.of("-Dnacre.simd=off"));
        assertEquals("SCALAR\nSCALAR\n", child.output());
        assertEquals("", child.errors());
    }

    @Test
    void anUnknownSettingIsIgnoredWithAWarning() throws Exception {
        ChildJvm child = ChildJvm.run(Choosing.class, List.of(FLAG, VECTORS, "-Dnacre.simd=wide"));
        String preferred = SimdChoice.forBits(VectorProbe.preferredBits()).toString();
        assertEquals(preferred + "\n" + preferred + "\n", child.output());
        assertTrue(child.errors().contains("nacre.simd=\"wide\": expected 512, 256, 128 or off"), child.errors());
    }

    @Test
    void aWidthThatWasNotGeneratedGivesTheNextNarrowerOneWithALine() throws Exception {
        ChildJvm child = ChildJvm.run(Narrow.class, List.of(FLAG, VECTORS, "-Dnacre.simd=256"));
        assertEquals("S128\n", child.output());
        assertTrue(child.errors().contains("not generated for 256-bit vectors: it runs on 128-bit"), child.errors());
    }

    @Test
    void withoutFusedMultiplyAddScalarLoopsRun() throws Exception {
        ChildJvm child = ChildJvm.run(Choosing.class, List.of(FLAG, VECTORS, "-XX:-UseFMA"));
        assertEquals("SCALAR\nSCALAR\n", child.output());
        assertTrue(child.errors().contains("no fused multiply-add"), child.errors());
    }

    @Test
    void fusedMultiplyAddIsFoundWithoutTheManagementModule() throws Exception {
        ChildJvm child = ChildJvm.run(
                Choosing.class, List.of("--limit-modules", "java.base,java.logging," + VECTORS, FLAG, VECTORS));
        String preferred = SimdChoice.forBits(VectorProbe.preferredBits()).toString();
        assertEquals(preferred + "\n" + preferred + "\n", child.output());
    }

    @Test
    void widthsBetweenTargetsFallToTheNarrowerOne() {
        assertEquals(S512, SimdChoice.forBits(2048));
        assertEquals(S256, SimdChoice.forBits(384));
        assertEquals(S128, SimdChoice.forBits(128));
        assertEquals(SCALAR, SimdChoice.forBits(64));
    }
}
