package dev.nacre.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.GeneratedSource;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One run over a source directory: brings the output directory to what the sources say, touching only what differs.
 *
 * <p>Does nothing when sources, settings, compiler and outputs are those of the last successful run. Changes nothing on
 * disk when a source has a mistake. Deletes only files that an earlier run wrote.
 */
final class Generation {

    private final Settings settings;
    private final Compiler compiler;
    private final OutputTree outputs;

    Generation(Settings settings, Compiler compiler) {
        this.settings = settings;
        this.compiler = compiler;
        this.outputs = new OutputTree(settings.outputDirectory());
    }

    Outcome run() throws IOException {
        List<Input> inputs = settings.sources().read();
        Optional<Manifest> previous = Manifest.read(settings.manifest());
        String fingerprint = fingerprint(inputs);
        if (isUpToDate(inputs, previous, fingerprint)) {
            return Outcome.unchanged(inputs);
        }
        Diagnostics diagnostics = new Diagnostics();
        List<SourceFile> sources = decode(inputs, diagnostics);
        Compilation compilation = compiler.compile(sources, new CompilerOptions(settings.targets()));
        compilation.diagnostics().forEach(diagnostics::report);
        if (!diagnostics.isEmpty()) {
            return Outcome.failed(inputs, diagnostics.sorted());
        }
        List<String> written = write(compilation.sources());
        Manifest current = new Manifest(fingerprint, hashes(compilation.sources()));
        List<String> deleted = deleteStale(previous, current);
        current.write(settings.manifest());
        return new Outcome(inputs, List.of(), written, deleted);
    }

    private boolean isUpToDate(List<Input> inputs, Optional<Manifest> previous, String fingerprint) throws IOException {
        if (previous.isEmpty()) {
            return inputs.isEmpty();
        }
        Manifest manifest = previous.get();
        return manifest.fingerprint().equals(fingerprint) && outputs.holds(manifest.outputs());
    }

    private String fingerprint(List<Input> inputs) {
        Fingerprint all = new Fingerprint();
        all.add(compiler.identity()).add(settings.encoding().name());
        settings.targets().stream().sorted().forEach(target -> all.add(target.name()));
        for (Input input : inputs) {
            all.add(input.name()).add(input.path()).add(input.content());
        }
        return all.value();
    }

    private List<SourceFile> decode(List<Input> inputs, Diagnostics diagnostics) {
        List<SourceFile> files = new ArrayList<>();
        for (Input input : inputs) {
            SourceFile.decode(input.path(), input.directory(), input.content(), settings.encoding(), diagnostics)
                    .ifPresent(files::add);
        }
        return files;
    }

    private List<String> write(List<GeneratedSource> sources) throws IOException {
        List<String> written = new ArrayList<>();
        for (GeneratedSource source : sources) {
            if (outputs.write(source.path(), source.text().getBytes(UTF_8))) {
                written.add(source.path());
            }
        }
        return written;
    }

    private static SortedMap<String, String> hashes(List<GeneratedSource> sources) {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (GeneratedSource source : sources) {
            hashes.put(source.path(), Fingerprint.of(source.text().getBytes(UTF_8)));
        }
        return hashes;
    }

    private List<String> deleteStale(Optional<Manifest> previous, Manifest current) throws IOException {
        Set<String> stale = new TreeSet<>();
        previous.ifPresent(manifest -> stale.addAll(manifest.outputs().keySet()));
        stale.removeAll(current.outputs().keySet());
        List<String> deleted = new ArrayList<>();
        for (String path : stale) {
            if (outputs.delete(path)) {
                deleted.add(path);
            }
        }
        return deleted;
    }
}
