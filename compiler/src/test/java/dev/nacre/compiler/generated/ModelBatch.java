package dev.nacre.compiler.generated;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.GeneratedSource;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Models that are generated one by one, and compiled by javac together, because it takes longest to start. */
final class ModelBatch {

    private static final String REFUSED = "refused";
    private static final String COMPILER = "compiler";
    private static final String JAVAC = "javac";
    private static final String WARNINGS = "warnings";
    private static final String METHOD_SIZE = "method size";
    /** HotSpot compiles no method of so many bytes of bytecode. */
    private static final int MOST_BYTES = 8000;

    private final Predicate<String> wanted;
    private final Spent spent;
    private final Map<Subject, Network> networks = new LinkedHashMap<>();
    private final Map<Subject, List<Network>> fixed = new LinkedHashMap<>();
    private final Map<Subject, List<GeneratedSource>> sources = new LinkedHashMap<>();
    private final Map<Subject, List<Fault>> faults = new LinkedHashMap<>();

    private ModelBatch(Predicate<String> wanted, Spent spent) {
        this.wanted = wanted;
        this.spent = spent;
    }

    /** What is wrong with each of the models, whose names are different. */
    static Map<Subject, List<Fault>> check(List<Subject> subjects, Spent spent) {
        ModelBatch batch = new ModelBatch(check -> true, spent);
        subjects.forEach(batch::generate);
        batch.compile();
        return batch.faults;
    }

    /** Whether a model has a fault of some kind; other checks are left out. */
    static boolean has(String kind, Subject subject, Spent spent) {
        String check = Fault.check(kind);
        ModelBatch batch = new ModelBatch(check::equals, spent);
        batch.generate(subject);
        if (!Set.of(REFUSED, COMPILER).contains(check)) {
            batch.compile();
        }
        return batch.faults.getOrDefault(subject, List.of()).stream()
                .anyMatch(fault -> fault.kind().equals(kind));
    }

    private void report(Subject subject, Fault fault) {
        faults.getOrDefault(subject, new ArrayList<>()).add(fault);
    }

    private void check(Subject subject, String name, Check check) {
        if (wanted.test(name)) {
            try {
                spent.on(name, () -> {
                    check.run();
                    return name;
                });
            } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
                report(subject, Fault.of(name, e));
            }
        }
    }

    /** Fails by an exception. */
    @FunctionalInterface
    interface Check {
        void run() throws Exception;
    }

    private void generate(Subject subject) {
        faults.put(subject, new ArrayList<>());
        try {
            Optional<Network> network = generate(subject, subject.name(), subject.text(), subject.targets());
            if (network.isPresent()) {
                networks.put(subject, network.get());
                generateFixed(subject, network.get());
            }
        } catch (Exception | StackOverflowError e) {
            report(subject, Fault.of(COMPILER, e));
        }
    }

    private Optional<Network> generate(Subject subject, String name, String text, List<Target> targets)
            throws Exception {
        Compilation compilation = spent.on(COMPILER, () -> {
            SourceFile file = new SourceFile(name + ".nn", "test", text);
            return NnCompiler.compile(List.of(file), new CompilerOptions(Set.copyOf(targets)));
        });
        compilation.diagnostics().forEach(diagnostic -> report(subject, fault(diagnostic)));
        if (!compilation.sources().isEmpty()) {
            sources.computeIfAbsent(subject, key -> new ArrayList<>()).addAll(compilation.sources());
        }
        return compilation.networks().stream()
                .filter(network ->
                        network.name().equals(name) && !compilation.sources().isEmpty())
                .findFirst();
    }

    /** The model with one for its lengths, with the bounds, and with numbers between for all targets. */
    private void generateFixed(Subject subject, Network network) throws Exception {
        List<Length> lengths = LengthTexts.lengths(network);
        if (lengths.isEmpty()) {
            return;
        }
        int bound = lengths.get(0).bound();
        List<Integer> all = List.of(1, 1 + (int) Math.floorMod(subject.seed() * 7, (long) bound), bound + 40);
        List<Network> written = new ArrayList<>();
        for (int length : all) {
            String behind = "L" + written.size();
            String text = LengthTexts.fixed(subject.text(), behind, LengthTexts.sizes(network, length));
            generate(
                            subject,
                            subject.name() + behind,
                            text,
                            written.size() == subject.checkedLength() ? subject.targets() : List.of(Target.SCALAR))
                    .ifPresent(written::add);
        }
        if (written.size() == all.size()) {
            fixed.put(subject, written);
        }
    }

    private static Fault fault(Diagnostic diagnostic) {
        return diagnostic
                .trace()
                .map(trace -> Fault.ofTrace(COMPILER, trace))
                .orElseGet(() -> new Fault(REFUSED + ": " + diagnostic.code(), DiagnosticRenderer.render(diagnostic)));
    }

    /** All together; without those that javac refuses, if there are any. */
    private void compile() {
        Optional<CompiledModels> compiled = Optional.empty();
        while (!sources.isEmpty() && compiled.isEmpty()) {
            compiled = javac();
        }
        compiled.ifPresent(models -> networks.forEach((subject, network) -> check(subject, network, models)));
    }

    private Optional<CompiledModels> javac() {
        try {
            return Optional.of(spent.on(
                    JAVAC,
                    () -> CompiledModels.javac(
                            sources.values().stream().flatMap(List::stream).toList())));
        } catch (AssertionError e) {
            leaveOut(String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (Exception e) {
            throw new IllegalStateException(JAVAC, e);
        }
    }

    private void leaveOut(String messages) {
        List<Subject> refused = sources.keySet().stream()
                .filter(subject -> messages.contains(start(subject)))
                .toList();
        for (Subject subject : refused.isEmpty() ? List.copyOf(sources.keySet()) : refused) {
            int from = Math.max(0, messages.indexOf(start(subject)));
            report(subject, new Fault(JAVAC, messages.substring(from)));
            sources.remove(subject);
            networks.remove(subject);
        }
    }

    /** What the paths of its classes start with, and of no other's in the batch. */
    private static String start(Subject subject) {
        return "/test/" + subject.name();
    }

    private void check(Subject subject, Network network, CompiledModels models) {
        check(subject, WARNINGS, () -> {
            List<String> warnings = models.warnings().stream()
                    .filter(warning -> warning.contains(start(subject)))
                    .toList();
            fail(warnings);
        });
        check(subject, METHOD_SIZE, () -> {
            List<String> large = new ArrayList<>();
            models.classes().forEach((type, bytes) -> {
                if (type.startsWith("test." + subject.name())) {
                    ClassFile.methodSizes(bytes).forEach((method, size) -> {
                        if (size >= MOST_BYTES) {
                            large.add(type + "." + method + " has " + size + " bytes");
                        }
                    });
                }
            });
            fail(large);
        });
        List<Network> written = fixed.getOrDefault(subject, List.of());
        if (LengthTexts.lengths(network).isEmpty()) {
            new ModelChecks(subject, network, models).forEach((name, check) -> check(subject, name, check));
        } else if (!written.isEmpty()) {
            new LengthChecks(subject, network, written, models).forEach((name, check) -> check(subject, name, check));
            new ModelChecks(subject, written.get(subject.checkedLength()), models)
                    .forEach((name, check) -> check(subject, name, check));
        }
    }

    private static void fail(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
    }
}
