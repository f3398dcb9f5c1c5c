package dev.nacre.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** What the CPU and the JVM on it offer, found out once. */
final class CpuFeatures {

    private static final boolean FMA = option("UseFMA");

    private CpuFeatures() {}

    /** Whether {@link Math#fma(float, float, float)} is one instruction. */
    static boolean fma() {
        return FMA;
    }

    private static boolean option(String name) {
        try {
            HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return bean == null || Boolean.parseBoolean(bean.getVMOption(name).getValue());
        } catch (IllegalArgumentException | LinkageError unknown) {
            return true;
        }
    }
}
