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
            Compilation compilation = NnCompiler.compile(List.of(file), new CompilerOptions(Set.copyOf(subject.targets())));
            if (compilation.diagnostics().isEmpty()) {
                compilation.networks().stream()
                        .filter(network -> network.name().equals(subject.name()))
                        .forEach(network -> networks.put(subject, network));
                sources.put(subject, compilation.sources());
            } else {
                compilation.diagnostics().forEach(diagnostic -> report(
                        subject, new Fault("refused with " + diagnostic.code(), DiagnosticRenderer.render(diagnostic))));
            }
        } catch (RuntimeException | StackOverflowError e) {
            report(subject, Fault.of("compiler", e));
        }
    }

    private void compile() {
        try {
            List<GeneratedSource> all =
                    sources.values().stream().flatMap(List::stream).toList();
            if (!all.isEmpty()) {
                long t = ModelChecks.cpu();
                CompiledModels models = CompiledModels.javac(all);
                ModelChecks.NANOS.merge("javac", ModelChecks.cpu() - t, Long::sum);

                networks.keySet().forEach(subject -> check(subject, models));
            }
        } catch (AssertionError e) {
            compileEach(e);
        }
    }

    private void compileEach(AssertionError ofAll) {
        if (sources.size() == 1) {
            String messages = String.valueOf(ofAll.getMessage());
            networks.keySet().forEach(subject -> report(subject, new Fault("javac", messages)));
        } else {
            Map<Subject, List<GeneratedSource>> each = new LinkedHashMap<>(sources);
            each.forEach((subject, texts) -> {
                sources.clear();
                sources.put(subject, texts);
                Network network = networks.get(subject);
                ModelBatch alone = new ModelBatch();
                alone.faults.put(subject, faults.getOrDefault(subject, new ArrayList<>()));
                alone.sources.put(subject, texts);
                if (network != null) {
                    alone.networks.put(subject, network);
                }
                alone.compile();
            });
        }
    }

    private void check(Subject subject, CompiledModels models) {
        String name = "test/" + subject.name();
        List<String> warnings = models.warnings().stream()
                .filter(warning -> warning.contains(name))
                .toList();
        if (!warnings.isEmpty()) {
            report(subject, new Fault("warnings", String.join("\n", warnings)));
        }
        String large = MethodSizeTest.large(models).entrySet().stream()
                .filter(method -> method.getKey().startsWith(name.replace('/', '.')))
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
