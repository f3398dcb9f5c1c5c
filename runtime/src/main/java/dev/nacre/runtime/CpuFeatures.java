package dev.nacre.runtime;

import java.util.Optional;

/** What the processor can do that Java does not tell. */
final class CpuFeatures {

    private static final boolean FMA = detectFma();

    private CpuFeatures() {}

    /**
     * Whether {@code Math.fma} is one instruction. Without it the JDK computes with {@code BigDecimal}, thousands of times
     * slower. Assumed where the JVM does not say: every x86 processor since 2013 has it, and every 64-bit ARM.
     */
    static boolean fma() {
        return FMA;
    }

    private static boolean detectFma() {
        try {
            Optional<String> flag = HotSpotFlags.value("UseFMA");
            return flag.map(Boolean::parseBoolean).orElse(true);
        } catch (LinkageError | RuntimeException notHotSpotOrNoManagementModule) {
            return true;
        }
    }
}
