package dev.nacre.compiler;

import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command {@code format}: brings files to the one style, or says which ones are not in it. */
record FormatCommand(CommandLine line, SourceReader reader, PrintStream out, Diagnostics diagnostics) {

    /** Says whether nothing is left to be formatted; mistakes in files are reported. */
    boolean run() throws IOException {
        boolean readsInput = line.files().contains(CommandLine.STANDARD_INPUT);
        List<SourceFile> files = readsInput ? reader.standardInput() : reader.files(line.files());
        boolean isWell = true;
        for (SourceFile file : files) {
            Optional<String> formatted = NnCompiler.format(file, diagnostics);
            if (formatted.isEmpty()) {
                continue;
            }
            boolean differs = !formatted.get().equals(file.text());
            byte[] bytes = formatted.get().getBytes(StandardCharsets.UTF_8);
            if (line.checkOnly()) {
                isWell &= !differs;
                tell(file, differs);
            } else if (readsInput) {
                out.writeBytes(bytes);
                out.flush();
            } else if (differs) {
                Replacement.replace(Path.of(file.path()), bytes);
            }
        }
        return isWell;
    }

    private void tell(SourceFile file, boolean differs) {
        if (differs) {
            out.println(file.path());
        }
    }
}
