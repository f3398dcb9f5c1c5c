package dev.nacre.runtime.simd;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Reads the JVM's own flags; apart from its caller because loading it fails where there is no {@code jdk.management}. */
final class HotSpotFlags {

    private HotSpotFlags() {}

    /**
     * A flag's value, empty on another kind of JVM.
     *
     * @throws IllegalArgumentException if this JVM has no such flag
     */
    static Optional<String> value(String name) {
        return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
                .map(bean -> bean.getVMOption(name).getValue());
    }
}
