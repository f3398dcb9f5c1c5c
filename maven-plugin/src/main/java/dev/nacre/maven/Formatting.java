package dev.nacre.maven;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.Replacement;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the {@code .nn} files of a project with the one style, and brings them to it. */
record Formatting(List<SourceTree> trees, Charset encoding) {

    Formatting {
        trees = List.copyOf(trees);
    }

    /** All files of all trees, as they should be; changes nothing. */
    List<FormattedInput> run() throws IOException {
        List<FormattedInput> files = new ArrayList<>();
        for (SourceTree tree : trees) {
            for (Input input : tree.read()) {
                files.add(format(input));
            }
        }
        return files;
    }

    private FormattedInput format(Input input) {
        Diagnostics mistakes = new Diagnostics();
        Optional<SourceFile> file =
                SourceFile.decode(input.path(), input.directory(), input.content(), encoding, mistakes);
        Optional<String> formatted =
                file.flatMap(source -> NnCompiler.format(source, mistakes).filter(text -> !text.equals(source.text())));
        return new FormattedInput(input, mistakes.sorted(), formatted);
    }

    /** Writes the files that should look different. */
    void write(List<FormattedInput> files) throws IOException {
        for (FormattedInput file : files) {
            if (file.formatted().isPresent()) {
                Replacement.replace(file.input().file(), file.formatted().get().getBytes(encoding));
            }
        }
    }
}
