package dev.nacre.compiler.generated;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.GeneratedSource;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Models that are generated one by one, and compiled by javac together, because it takes longest to start. */
final class ModelBatch {

    private final Map<Subject, Network> networks = new LinkedHashMap<>();
    private final Map<Subject, List<GeneratedSource>> sources = new LinkedHashMap<>();
    private final Map<Subject, List<Fault>> faults = new LinkedHashMap<>();

    private ModelBatch() {}

    /** What is wrong with each of the models, whose names are different. */
    static Map<Subject, List<Fault>> check(List<Subject> subjects) {
        ModelBatch batch = new ModelBatch();
        for (Subject subject : subjects) {
            batch.faults.put(subject, new ArrayList<>());
            long t = ModelChecks.cpu();
            batch.generate(subject);
            ModelChecks.NANOS.merge("generate", ModelChecks.cpu() - t, Long::sum);
        }
        batch.compile();
        return batch.faults;
    }

    /** What is wrong with one. */
    static List<Fault> check(Subject subject) {
        return check(List.of(subject)).getOrDefault(subject, List.of());
    }

    private void report(Subject subject, Fault fault) {
        faults.getOrDefault(subject, new ArrayList<>()).add(fault);
    }

    private void generate(Subject subject) {
        try {
            SourceFile file = new SourceFile(subject.name() + ".nn", "test", subject.text());
            Compilation compilation =
                    NnCompiler.compile(List.of(file), new CompilerOptions(Set.copyOf(subject.targets())));
            if (compilation.diagnostics().isEmpty()) {
                compilation.networks().stream()
                        .filter(network -> network.name().equals(subject.name()))
                        .forEach(network -> networks.put(subject, network));
                sources.put(subject, compilation.sources());
            } else {
                compilation
                        .diagnostics()
                        .forEach(diagnostic -> report(
                                subject,
                                new Fault("refused with " + diagnostic.code(), DiagnosticRenderer.render(diagnostic))));
            }
        } catch (RuntimeException | StackOverflowError e) {
            report(subject, Fault.of("compiler", e));
        }
    }

    /** All together; without those that javac refuses, if there are any. */
    private void compile() {
        List<GeneratedSource> all =
                sources.values().stream().flatMap(List::stream).toList();
        if (!all.isEmpty()) {
            try {
                CompiledModels models = CompiledModels.javac(all);
                networks.keySet().forEach(subject -> check(subject, models));
            } catch (AssertionError e) {
                leaveOut(String.valueOf(e.getMessage()));
                compile();
            }
        }
    }

    private void leaveOut(String messages) {
        List<Subject> refused = sources.keySet().stream()
                .filter(subject -> messages.contains(start(subject)))
                .toList();
        for (Subject subject : refused.isEmpty() ? List.copyOf(sources.keySet()) : refused) {
            int from = Math.max(0, messages.indexOf(start(subject)));
            report(subject, new Fault("javac", messages.substring(from)));
            sources.remove(subject);
            networks.remove(subject);
        }
    }

    /** What the paths of its classes start with, and of no other's in the batch. */
    private static String start(Subject subject) {
        return "/test/" + subject.name();
    }

    private void check(Subject subject, CompiledModels models) {
        List<String> warnings = models.warnings().stream()
                .filter(warning -> warning.contains(start(subject)))
                .toList();
        if (!warnings.isEmpty()) {
            report(subject, new Fault("warnings", String.join("\n", warnings)));
        }
        String large = MethodSizeTest.large(models).entrySet().stream()
                .filter(method -> method.getKey().startsWith("test." + subject.name()))
                .map(method -> method.getKey() + ": " + method.getValue() + " bytes")
                .collect(Collectors.joining("\n"));
        if (!large.isEmpty()) {
            report(subject, new Fault("large method", large));
        }
        Network network = networks.get(subject);
        if (network != null) {
            new ModelChecks(subject, network, models).run().forEach(fault -> report(subject, fault));
        }
    }
}
