package dev.nacre.compiler.generated;

import com.sun.management.OperatingSystemMXBean;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.random.RandomModel;
import dev.nacre.compiler.random.Reduction;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes random models and checks all that must hold for any; see {@code docs/campaigns.md}. */
public final class Campaign {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
    /** Of one kind of fault, so many models are made smaller: enough to see what they have in common. */
    private static final int REDUCED = 2;

    /** Of what files are checked with: on all targets. */
    private static final long FILE_SEED = 4;

    private final CampaignOptions options;
    private final PrintStream out;
    private final Spent spent = new Spent();
    private final long start = System.nanoTime();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private long lastLine = start;
    private int models;
    private int failures;

    private Campaign(CampaignOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Ends with status 1 if a model failed, and with 2 if the arguments were wrong. */
    public static void main(String[] arguments) {
        try {
            System.exit(run(CampaignOptions.parse(arguments), System.out) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Whether all models are right. */
    static boolean run(CampaignOptions options, PrintStream out) {
        ColdModels.areNotOptimised();
        Campaign campaign = new Campaign(options, out);
        if (options.files().isEmpty()) {
            campaign.checkRandomModels();
        } else {
            options.files().forEach(campaign::checkModelsOf);
        }
        campaign.conclude();
        return campaign.failures == 0;
    }

    private void checkModelsOf(Path path) {
        try {
            SourceFile file = new SourceFile(path.toString(), "test", Files.readString(path));
            for (Network network : NnCompiler.check(List.of(file), new Diagnostics())) {
                Subject subject = new Subject(network.name(), file.text(), FILE_SEED);
                models++;
                ModelBatch.check(List.of(subject), spent).forEach(this::faults);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkRandomModels() {
        long seed = options.from();
        while (seed < options.to() && elapsed().compareTo(options.time()) < 0) {
            List<Subject> subjects = new ArrayList<>();
            for (; seed < options.to() && subjects.size() < options.batch(); seed++) {
                subjects.add(subject(RandomModel.of(seed), seed));
            }
            ModelBatch.check(subjects, spent).forEach(this::report);
            models += subjects.size();
            if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
                lastLine = System.nanoTime();
                out.println(summary());
            }
        }
    }

    private void conclude() {
        out.println();
        out.println(summary());
        kinds.forEach((kind, count) -> out.println("  " + count + " x " + kind));
        out.println("  the checks themselves: " + spent);
    }

    private static Subject subject(RandomModel model, long seed) {
        String name = Subject.name(seed);
        return new Subject(name, model.text(name), seed);
    }

    private void report(Subject subject, List<Fault> faults) {
        Optional<Fault> first = faults(subject, faults);
        first.filter(fault -> kinds.getOrDefault(fault.kind(), 0) <= REDUCED)
                .ifPresent(fault -> reduce(subject.seed(), fault.kind()));
        first.ifPresent(fault -> out.println("  again: --seeds " + subject.seed() + ".." + (subject.seed() + 1)));
    }

    /** Says what is wrong; the first may be the cause of the others. */
    private Optional<Fault> faults(Subject subject, List<Fault> faults) {
        Optional<Fault> first = faults.stream().findFirst();
        first.ifPresent(fault -> {
            failures++;
            kinds.merge(fault.kind(), 1, Integer::sum);
            out.println("\n" + subject.name() + ": " + fault.kind());
            out.println(fault.detail().indent(4).stripTrailing());
            faults.stream()
                    .map(Fault::kind)
                    .distinct()
                    .filter(kind -> !kind.equals(fault.kind()))
                    .forEach(kind -> out.println("  and " + kind));
        });
        return first;
    }

    private void reduce(long seed, String kind) {
        RandomModel smallest = Reduction.smallest(
                RandomModel.of(seed), model -> ModelBatch.has(kind, subject(model, seed), spent), options.reduction());
        out.println("  a small model with the same fault:");
        out.println(smallest.text(Subject.name(seed)).strip().indent(4).stripTrailing());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String summary() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "%d models, %d of them failed; %d s, %d s of processor time"
                .formatted(
                        models,
                        failures,
                        elapsed().toSeconds(),
                        Duration.ofNanos(system.getProcessCpuTime()).toSeconds());
    }
}
