package dev.nacre.compiler.parse;

import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import dev.nacre.grammar.NnParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * From text to syntax. ANTLR's parser decides whether a file is valid and gives its tree; it only gets to see what is
 * bounded in size and depth. When it says no, {@link FileDiagnosis} says why, in words of our own.
 */
public final class Parser {

    private Parser() {}

    /** The syntax of {@code file}; empty when it has any error of text or syntax, all of which are then reported. */
    public static Optional<SourceUnit> parse(SourceFile file, Diagnostics diagnostics) {
        Findings findings = new Findings();
        Optional<SourceUnit> unit = parse(file, findings);
        findings.reportTo(diagnostics);
        return unit;
    }

    private static Optional<SourceUnit> parse(SourceFile file, Findings findings) {
        if (file.isTooLarge()) {
            findings.add(new Finding(file.tooLarge()));
            return Optional.empty();
        }
        CommonTokenStream tokens = Tokens.of(file);
        List<Lexeme> lexemes = Lexemes.of(file, tokens.getTokens(), findings);
        if (!Complexity.isBounded(lexemes, findings)) {
            return Optional.empty();
        }
        NnParser parser = parser(tokens);
        if (findings.isEmpty()) {
            try {
                return Optional.of(new UnitBuilder(new Spans(file), tokens).unit(parser.file()));
            } catch (ParseCancellationException e) {
                // The reason is found below.
            }
        }
        FileDiagnosis.explain(file, Grouping.group(lexemes, findings), findings);
        if (findings.isEmpty()) {
            Span place = new Spans(file).of(parser.getCurrentToken());
            findings.add(DiagnosticCode.NN199, place, "unexpected " + Excerpt.quoted(place.text()));
        }
        return Optional.empty();
    }

    private static NnParser parser(CommonTokenStream tokens) {
        NnParser parser = new NnParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        return parser;
    }
}
