package dev.nacre.compiler;

import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.summary.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The compiler at the command line. */
public final class Main {

    private static final int SUCCESS = 0;
    private static final int MISTAKES = 1;
    private static final int WRONG_USAGE = 2;
    private static final int FAILURE = 3;

    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;
    private final Function<Network, Plan> planning;
    private final Diagnostics diagnostics = new Diagnostics();

    private Main(CommandLine line, PrintStream out, PrintStream err, Function<Network, Plan> planning) {
        this.line = line;
        this.out = out;
        this.err = err;
        this.planning = planning;
    }

    /** Runs a command and exits with its status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /**
     * Runs a command: 0 if all went well, 1 if a {@code .nn} file has mistakes, 2 for wrong usage or unreadable files, 3 if
     * the compiler failed.
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, out, err, NnCompiler::plan);
    }

    /** @param planning from a network to its kernels */
    static int run(String[] args, PrintStream out, PrintStream err, Function<Network, Plan> planning) {
        if (args.length == 1 && List.of("--help", "-h", "help").contains(args[0])) {
            out.println(CommandLine.USAGE);
            return SUCCESS;
        }
        try {
            return new Main(CommandLine.parse(Arrays.asList(args)), out, err, planning).run();
        } catch (CommandLine.UsageException e) {
            err.println(e.getMessage());
            err.println(CommandLine.USAGE);
            return WRONG_USAGE;
        } catch (IOException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        }
    }

    private int run() throws IOException, CommandLine.UsageException {
        SourceReader reader = new SourceReader(line.sourceDirectory(), diagnostics);
        boolean isWell = true;
        switch (line.command()) {
            case CHECK -> compile(reader, false);
            case GENERATE -> {
                List<GeneratedSource> sources = compile(reader, true).sources();
                if (diagnostics.isEmpty()) {
                    write(sources, line.output().orElseThrow());
                }
            }
            case SUMMARY -> printSummaries(networks(reader));
            case GRAPH -> {
                List<Network> networks = networks(reader);
                if (diagnostics.isEmpty()) {
                    new GraphCommand(line.drawing(), out, diagnostics).run(networks);
                }
            }
            case FORMAT -> isWell = new FormatCommand(line, reader, out, diagnostics).run();
        }
        printDiagnostics();
        if (diagnostics.sorted().stream()
                .anyMatch(diagnostic -> diagnostic.code().isFailure())) {
            return FAILURE;
        }
        return isWell && diagnostics.isEmpty() ? SUCCESS : MISTAKES;
    }

    private List<Network> networks(SourceReader reader) throws IOException {
        List<SourceFile> files = reader.files(line.files());
        return NnCompiler.check(files, reader.imported(files), diagnostics);
    }

    private Compilation compile(SourceReader reader, boolean emitting) throws IOException {
        List<SourceFile> files = reader.files(line.files());
        Compilation compilation =
                NnCompiler.compile(files, reader.imported(files), CompilerOptions.defaults(), emitting, planning);
        compilation.diagnostics().forEach(diagnostics::report);
        return compilation;
    }

    private void printDiagnostics() {
        List<Diagnostic> sorted = diagnostics.sorted();
        if (sorted.isEmpty()) {
            return;
        }
        for (Diagnostic diagnostic : sorted) {
            err.println(DiagnosticRenderer.render(diagnostic) + System.lineSeparator());
            diagnostic.trace().ifPresent(trace -> err.println(keep(trace) + System.lineSeparator()));
        }
        err.println(sorted.size() + (sorted.size() == 1 ? " error" : " errors"));
    }

    /** Where a stack trace is to be found; the trace itself if it cannot be kept in a file. */
    private static String keep(String trace) {
        try {
            Path file = Files.createTempFile("nacre-defect-", ".txt");
            Files.writeString(file, trace);
            return "the stack trace is in " + file;
        } catch (IOException e) {
            return trace;
        }
    }

    /** Writes what has changed below a directory, so that builds see no change where there is none. */
    static void write(List<GeneratedSource> sources, Path directory) throws IOException {
        Path root = normalized(directory);
        for (GeneratedSource source : sources) {
            Path target = root.resolve(source.path()).normalize();
            if (!target.startsWith(root)) {
                throw new IllegalStateException(source.path() + " is not below the output directory");
            }
            byte[] bytes = source.text().getBytes(StandardCharsets.UTF_8);
            if (!Files.isRegularFile(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
                write(target, bytes);
            }
        }
    }

    private static void write(Path target, byte[] bytes) throws IOException {
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, bytes);
        } catch (IOException e) {
            throw new IOException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private void printSummaries(List<Network> networks) {
        List<String> tables = networks.stream()
                .flatMap(network ->
                        NnCompiler.placed(network, CompilerOptions.defaults(), diagnostics, planning).stream()
                                .flatMap(placed -> Failures.reported(
                                        network.name(), network.span(), diagnostics, () -> Summary.of(network, placed))
                                        .stream()))
                .toList();
        if (diagnostics.isEmpty() && !tables.isEmpty()) {
            out.println(String.join(System.lineSeparator() + System.lineSeparator(), tables));
        }
    }

    private static Path normalized(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
