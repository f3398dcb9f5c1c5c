package dev.nacre.runtime.simd;

import java.util.Optional;

/** What the processor can do that Java does not tell. */
public final class CpuFeatures {

    /** A NaN with a payload that arithmetic in Java would lose. */
    private static final int MARKED_NAN = 0x7fc12345;

    private static final boolean FMA = keepsPayload() || flagAllows();

    private CpuFeatures() {}

    /**
     * Whether {@code Math.fma} is one instruction. Without it the JDK computes with {@code BigDecimal}, thousands of times
     * slower. Assumed where nothing says otherwise: every x86 processor since 2013 has it, and every 64-bit ARM.
     */
    public static boolean fma() {
        return FMA;
    }

    /**
     * Whether a NaN comes through {@code Math.fma} as it is: the instruction keeps it on x86 and ARM, the JDK's own code
     * answers with the constant {@code NaN}. Takes no time, while to ask the JVM for its flag starts all of its management.
     */
    private static boolean keepsPayload() {
        return Float.floatToRawIntBits(Math.fma(Float.intBitsToFloat(MARKED_NAN), 1f, 1f)) == MARKED_NAN;
    }

    /** The second opinion, for JVMs whose instruction loses payloads, and those that know it in compiled code only. */
    private static boolean flagAllows() {
        try {
            Optional<String> flag = HotSpotFlags.value("UseFMA");
            return flag.map(Boolean::parseBoolean).orElse(true);
        } catch (LinkageError | RuntimeException notHotSpotOrNoManagementModule) {
            return true;
        }
    }
}
