package dev.nacre.runtime;

import dev.nacre.runtime.argument.Quoted;
import dev.nacre.runtime.simd.CpuFeatures;
import dev.nacre.runtime.simd.VectorProbe;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * See {@link SimdTarget#choose}. Touches no vector class before it has found their module, and nothing that is slow to start,
 * streams and loggers among it, before something is to be said: every application waits for it.
 */
final class SimdChoice {

    private static final String PROPERTY = "nacre.simd";
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** What has been logged: an application with many models hears each thing once. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private final Class<?> model;
    private final List<SimdTarget> available;

    SimdChoice(Class<?> model, SimdTarget... available) {
        this.model = model;
        this.available = List.of(available);
    }

    SimdTarget choose() {
        Optional<SimdTarget> override = override();
        if (override.equals(Optional.of(SimdTarget.SCALAR)) || !vectorsReadable()) {
            return SimdTarget.SCALAR;
        }
        return widestUpTo(override.isPresent() ? override.get() : preferred());
    }

    private static Optional<SimdTarget> override() {
        String setting = System.getProperty(PROPERTY);
        if (setting == null) {
            return Optional.empty();
        }
        switch (setting) {
            case "512":
                return Optional.of(SimdTarget.S512);
            case "256":
                return Optional.of(SimdTarget.S256);
            case "128":
                return Optional.of(SimdTarget.S128);
            case "off":
                return Optional.of(SimdTarget.SCALAR);
            default:
                say(
                        Level.WARNING,
                        "Ignored the system property " + PROPERTY + "=" + Quoted.of(setting)
                                + ": expected 512, 256, 128 or off");
                return Optional.empty();
        }
    }

    private boolean vectorsReadable() {
        Module reader = model.getModule();
        ModuleLayer layer = reader.getLayer() == null ? ModuleLayer.boot() : reader.getLayer();
        Optional<Module> vectors = layer.findModule(VECTOR_MODULE);
        if (vectors.isEmpty()) {
            say(
                    Level.WARNING,
                    "Models run on scalar loops, several times slower than they could: the java command lacks --add-modules "
                            + VECTOR_MODULE);
            return false;
        }
        for (Module module : List.of(reader, SimdChoice.class.getModule())) {
            if (!module.canRead(vectors.get())) {
                say(
                        Level.WARNING,
                        "Models of " + reader + " run on scalar loops, several times slower than they could: its"
                                + " module-info lacks requires " + VECTOR_MODULE);
                return false;
            }
        }
        return true;
    }

    private static SimdTarget preferred() {
        if (!CpuFeatures.fma()) {
            say(Level.WARNING, "Models run on scalar loops: the processor, or the JVM, has no fused multiply-add");
            return SimdTarget.SCALAR;
        }
        try {
            return forBits(VectorProbe.preferredBits());
        } catch (LinkageError | RuntimeException noVectors) {
            say(Level.WARNING, "Models run on scalar loops: " + VECTOR_MODULE + " does not work here: " + noVectors);
            return SimdTarget.SCALAR;
        }
    }

    static SimdTarget forBits(int bits) {
        for (SimdTarget target : SimdTarget.values()) {
            if (target.bits() <= bits) {
                return target;
            }
        }
        return SimdTarget.SCALAR;
    }

    private SimdTarget widestUpTo(SimdTarget wanted) {
        SimdTarget chosen = SimdTarget.SCALAR;
        for (SimdTarget target : available) {
            if (target.bits() <= wanted.bits() && target.bits() > chosen.bits()) {
                chosen = target;
            }
        }
        if (chosen != wanted) {
            say(
                    Level.INFO,
                    model.getName() + " was not generated for " + wanted.bits() + "-bit vectors: it runs on "
                            + (chosen == SimdTarget.SCALAR ? "scalar loops" : chosen.bits() + "-bit vectors"));
        }
        return chosen;
    }

    private static void say(Level level, String message) {
        if (SAID.add(message)) {
            System.getLogger("dev.nacre.runtime").log(level, message);
        }
    }
}
