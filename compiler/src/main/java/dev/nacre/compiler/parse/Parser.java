package dev.nacre.compiler.parse;

import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.grammar.NnLexer;
import dev.nacre.grammar.NnParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** From text to syntax. */
public final class Parser {

    private Parser() {}

    /** The syntax of {@code file}; empty when it has any error of text or syntax, all of which are then reported. */
    public static Optional<SourceUnit> parse(SourceFile file, Diagnostics diagnostics) {
        NnLexer lexer = new NnLexer(new Utf16Stream(file.text()));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        NnParser parser = new NnParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return Optional.of(new UnitBuilder(new Spans(file), tokens).unit(parser.file()));
        } catch (ParseCancellationException e) {
            Spans spans = new Spans(file);
            diagnostics.report(new Diagnostic(
                    DiagnosticCode.NN199,
                    "this is not what stands here in a `.nn` file",
                    spans.of(parser.getCurrentToken()),
                    List.of(),
                    List.of(),
                    Optional.empty()));
            return Optional.empty();
        }
    }
}
