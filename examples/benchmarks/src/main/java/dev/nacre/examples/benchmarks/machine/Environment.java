package dev.nacre.examples.benchmarks.machine;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.Options;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;

/** The machine and the JVM of a measurement, in lines to print above its table. */
public record Environment(List<String> lines) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Looks before anything is measured; others at work on the machine make a difference, so it names their load. */
    public static Environment observe(Options options) {
        int cores = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "- %s, %d cores, %s", processor(), cores, System.getProperty("os.name")));
        lines.add(String.format(
                Locale.ROOT, "- load before the first round: %.1f%s", load, load > 0.5 ? " (not quiet)" : ""));
        List<String> answers = new ChildJvm(options, "version").run(Environment.class);
        lines.add("- " + answers.get(0)
                + (options.jvmFlags().isEmpty() ? "" : ", " + String.join(" ", options.jvmFlags())));
        lines.addAll(vectors(options, Integer.parseInt(answers.get(1))));
        return new Environment(List.copyOf(lines));
    }

    /** In the JVM that will be measured: names it. */
    public static void main(String[] arguments) {
        ChildJvm.answer(System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        ChildJvm.answer(String.valueOf(FloatVector.SPECIES_PREFERRED.vectorBitSize()));
    }

    /** The widths of vectors, and a warning if narrower ones are measured than the processor has. */
    private static List<String> vectors(Options options, int preferred) {
        Optional<Integer> widest = widest();
        int nacre = options.simd().matches("[0-9]+") ? Integer.parseInt(options.simd()) : preferred;
        List<String> lines = new ArrayList<>();
        lines.add("- vectors: "
                + widest.map(bits -> bits + " bits in the processor, ").orElse("") + preferred
                + " bits preferred by the JVM, " + (options.simd().equals("off") ? "none" : nacre + " bits")
                + " for Nacre");
        if (widest.isPresent() && Math.min(preferred, nacre) < widest.get()) {
            lines.add(
                    "- **A stand-in**: a processor without wider vectors has other caches, ports and registers, and on it the"
                            + " native libraries use narrower vectors as well. Only the share of the peak can be compared.");
        }
        return lines;
    }

    private static Optional<Integer> widest() {
        return cpuInfo("flags")
                .map(flags -> List.of(flags.split(" ", -1)))
                .map(flags -> flags.contains("avx512f") ? 512 : flags.contains("avx2") ? 256 : 128);
    }

    private static String processor() {
        return cpuInfo("model name").orElse(System.getProperty("os.arch"));
    }

    private static Optional<String> cpuInfo(String key) {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
