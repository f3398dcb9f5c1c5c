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
import java.util.stream.Stream;

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
        lines.add("- " + new ChildJvm(options, "version").run(Environment.class).get(0)
                + (options.jvmFlags().isEmpty() ? "" : ", " + String.join(" ", options.jvmFlags())));
        return new Environment(List.copyOf(lines));
    }

    /** In the JVM that will be measured: names it. */
    public static void main(String[] arguments) {
        ChildJvm.answer(System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
