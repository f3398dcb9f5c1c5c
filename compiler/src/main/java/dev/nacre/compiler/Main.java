package dev.nacre.compiler;

import dev.nacre.compiler.format.Formatter;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The compiler at the command line: reads and writes the files that are named there. */
public final class Main {

    private static final int SUCCESS = 0;
    private static final int MISTAKES = 1;
    private static final int WRONG_USAGE = 2;
    /** Far above the limit of a source, so that the message about it can tell the size; far below the heap. */
    private static final int MOST_BYTES = 64 << 20;

    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;
    private final Diagnostics diagnostics = new Diagnostics();

    private Main(CommandLine line, PrintStream out, PrintStream err) {
        this.line = line;
        this.out = out;
        this.err = err;
    }

    /** Runs a command and exits with its status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs a command: 0 if all went well, 1 if a {@code .nn} file has mistakes, 2 for wrong usage or unreadable files. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length == 1 && List.of("--help", "-h", "help").contains(args[0])) {
            out.println(CommandLine.USAGE);
            return SUCCESS;
        }
        try {
            return new Main(CommandLine.parse(Arrays.asList(args)), out, err).run();
        } catch (CommandLine.UsageException e) {
            err.println(e.getMessage());
            err.println(CommandLine.USAGE);
            return WRONG_USAGE;
        } catch (IOException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        }
    }

    private int run() throws IOException {
        return line.command() == CommandLine.Command.FORMAT ? format() : compile();
    }

    private int compile() throws IOException {
        Compilation compilation = NnCompiler.compile(List.copyOf(read().values()), CompilerOptions.defaults());
        compilation.diagnostics().forEach(diagnostics::report);
        if (!diagnostics.isEmpty()) {
            printDiagnostics();
            return MISTAKES;
        }
        switch (line.command()) {
            case CHECK, FORMAT -> {}
            case GENERATE -> write(compilation.sources(), line.output().orElseThrow());
            case SUMMARY -> printSummaries(compilation);
        }
        return SUCCESS;
    }

    private int format() throws IOException {
        int status = SUCCESS;
        for (Map.Entry<Path, SourceFile> file : read().entrySet()) {
            Optional<String> formatted = Formatter.format(file.getValue(), diagnostics);
            boolean differs = formatted.isPresent()
                    && !formatted.get().equals(file.getValue().text());
            if (differs && line.checkOnly()) {
                out.println(file.getKey());
                status = MISTAKES;
            } else if (!line.checkOnly() && formatted.isPresent()) {
                write(file.getKey(), formatted.get(), differs);
            }
        }
        if (!diagnostics.isEmpty()) {
            printDiagnostics();
            return MISTAKES;
        }
        return status;
    }

    private void write(Path file, String formatted, boolean differs) throws IOException {
        byte[] bytes = formatted.getBytes(StandardCharsets.UTF_8);
        if (file.equals(CommandLine.STANDARD_INPUT)) {
            out.writeBytes(bytes);
            out.flush();
        } else if (differs) {
            Replacement.replace(file, bytes);
        }
    }

    /** The files that could be read, as named, each once even if it is named twice. */
    private Map<Path, SourceFile> read() throws IOException {
        Map<Path, Path> files = new LinkedHashMap<>();
        line.files().forEach(file -> files.putIfAbsent(normalized(file), file));
        Map<Path, SourceFile> sources = new LinkedHashMap<>();
        for (Path file : files.values()) {
            String shown = file.toString().replace(File.separatorChar, '/');
            SourceFile.decode(shown, directory(file), bytes(file), StandardCharsets.UTF_8, diagnostics)
                    .ifPresent(source -> sources.put(file, source));
        }
        return sources;
    }

    private String directory(Path file) throws IOException {
        if (line.sourceDirectory().isEmpty()) {
            return "";
        }
        Path root = normalized(line.sourceDirectory().get());
        Path parent = normalized(file).getParent();
        if (parent == null || !parent.startsWith(root)) {
            throw new IOException(file + " is not below the source directory "
                    + line.sourceDirectory().get());
        }
        return root.relativize(parent).toString().replace(File.separatorChar, '/');
    }

    private static byte[] bytes(Path file) throws IOException {
        if (file.equals(CommandLine.STANDARD_INPUT)) {
            return System.in.readNBytes(MOST_BYTES);
        } else if (Files.isDirectory(file)) {
            throw new IOException("cannot read " + file + ": it is a directory");
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read " + file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void printDiagnostics() {
        List<Diagnostic> sorted = diagnostics.sorted();
        sorted.forEach(diagnostic -> err.println(DiagnosticRenderer.render(diagnostic) + System.lineSeparator()));
        err.println(sorted.size() + (sorted.size() == 1 ? " error" : " errors"));
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

    private void printSummaries(Compilation compilation) {
        List<String> tables = compilation.networks().stream().map(Summary::of).toList();
        if (!tables.isEmpty()) {
            out.println(String.join(System.lineSeparator() + System.lineSeparator(), tables));
        }
    }

    private static Path normalized(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
