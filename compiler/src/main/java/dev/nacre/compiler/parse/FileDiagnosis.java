package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.Locale;

/**
 * Explains why a file is not valid. It goes over the grouped lexemes piece by piece, as the grammar does, but with the
 * mistakes in mind that people make; a piece with a mistake hides no mistake in another.
 */
final class FileDiagnosis {

    private static final String[] BEGINNINGS = {"package", "import", "model", "block", "const", "@"};

    private final Findings findings;
    private final ChainDiagnosis chains;
    private final ItemDiagnosis items;
    private final DeclarationDiagnosis declarations;
    private final ImportDiagnosis imports;

    private FileDiagnosis(Findings findings) {
        ExprDiagnosis exprs = new ExprDiagnosis(findings);
        this.findings = findings;
        this.chains = new ChainDiagnosis(findings, exprs);
        this.items = new ItemDiagnosis(findings, exprs, chains);
        this.declarations = new DeclarationDiagnosis(findings, exprs, chains);
        this.imports = new ImportDiagnosis(findings);
    }

    static void explain(SourceFile file, List<TokenTree> trees, Findings findings) {
        new FileDiagnosis(findings).file(new Cursor(trees, file.span(0, 0)));
    }

    /** Whether something that stands at the top level of a file begins at the cursor. */
    static boolean begins(Cursor cursor) {
        return cursor.isOneOf(BEGINNINGS);
    }

    /** The {@code ;} at the end of a statement; {@code what} as in {@code "the const"}. */
    static boolean semicolon(Cursor cursor, Findings findings, String what) {
        if (cursor.accept(";")) {
            return true;
        } else if (NameDiagnosis.isBad(cursor)) {
            return false;
        }
        findings.add(DiagnosticCode.NN140, cursor.gap(), "missing `;` after " + what);
        return cursor.atEnd() || begins(cursor);
    }

    private void file(Cursor cursor) {
        while (!cursor.atEnd()) {
            if (!statement(cursor)) {
                chains.inside(cursor.skipTo(BEGINNINGS));
            }
        }
    }

    private boolean statement(Cursor cursor) {
        if (cursor.is("@")) {
            return annotation(cursor);
        } else if (cursor.is("model")) {
            imports.declarationsBegin();
            return declarations.model(cursor);
        } else if (cursor.is("block")) {
            imports.declarationsBegin();
            return declarations.block(cursor);
        } else if (cursor.is("const")) {
            imports.declarationsBegin();
            return declarations.constant(cursor);
        } else if (cursor.is("import")) {
            return imports.importStatement(cursor);
        } else if (cursor.is("package")) {
            return imports.packageStatement(cursor);
        }
        return stray(cursor);
    }

    private boolean annotation(Cursor cursor) {
        Span at = cursor.here();
        if (!items.annotation(cursor)) {
            return false;
        }
        if (cursor.atEnd() || cursor.is("import") || cursor.is("package")) {
            findings.add(
                    DiagnosticCode.NN155, at.to(cursor.previous()), "no model, block or const follows this annotation");
        }
        return true;
    }

    /** Text outside of everything: one mistake up to the next declaration. */
    private boolean stray(Cursor cursor) {
        boolean isReported = cursor.peek() instanceof Group group && !group.isClosed();
        if (isReported || NameDiagnosis.isBad(cursor)) {
            return false;
        }
        boolean isFirst = cursor.position() == 0;
        Span previous = cursor.previous();
        Lexeme first = cursor.first();
        boolean isDeclaration = first.kind() == Kind.NAME && (cursor.is(1, Kind.NAME) || cursor.is(1, Kind.STRING));
        if (isDeclaration) {
            unknownKeyword(cursor);
            return true;
        } else if (first.is("from")) {
            pythonImport(cursor);
            return true;
        }
        List<TokenTree> all = cursor.skipTo(BEGINNINGS);
        chains.inside(all);
        if (first.is(";") && all.size() == 1) {
            findings.add(Finding.of(DiagnosticCode.NN133, first.span(), "nothing ends with `;` here")
                    .help(
                            isFirst
                                    ? "remove the `;`"
                                    : "remove the `;`: only `package`, `import` and `const` end with one"));
        } else if (first.isCloser()) {
            findings.add(closesNothing(first, previous, isFirst));
        } else {
            findings.add(outside(first, previous, isFirst, all));
        }
        return true;
    }

    /** {@code from a import b}. */
    private void pythonImport(Cursor cursor) {
        Span from = cursor.here();
        cursor.skipTo(";", "model", "block", "const", "@");
        cursor.accept(";");
        findings.add(Finding.of(DiagnosticCode.NN135, from, "an import does not begin with `from`")
                .help("an import looks like `import \"blocks/attention.nn\" as att;`"));
    }

    /** Something that looks like a model, up to the end of its body. */
    private void unknownKeyword(Cursor cursor) {
        Lexeme word = cursor.nextLexeme();
        while (!cursor.atEnd() && !begins(cursor)) {
            TokenTree tree = cursor.next();
            if (tree.first().is("<") && tree instanceof Group body) {
                chains.body(body);
                break;
            } else if (tree.first().is("{")) {
                break;
            }
        }
        String help = word.text().equalsIgnoreCase("model") || word.text().equalsIgnoreCase("block")
                ? "write `" + word.text().toLowerCase(Locale.ROOT) + "`"
                : "a declaration begins with `model`, `block` or `const`";
        findings.add(
                Finding.of(DiagnosticCode.NN133, word.span(), Excerpt.quoted(word.text()) + " begins no declaration")
                        .help(help));
    }

    private static Finding closesNothing(Lexeme closer, Span previous, boolean isFirst) {
        Finding finding = Finding.of(
                DiagnosticCode.NN121, closer.span(), "this " + Excerpt.quoted(closer.text()) + " closes nothing");
        boolean afterBody = !isFirst && previous.text().endsWith(">");
        return afterBody ? finding.with(lastCharacter(previous), "the body ended here") : finding;
    }

    private static Finding outside(Lexeme first, Span previous, boolean isFirst, List<TokenTree> all) {
        boolean afterBody = !isFirst && previous.text().endsWith(">");
        boolean endsLater = all.stream().anyMatch(tree -> tree.first().is(">"));
        Finding finding = Finding.of(
                DiagnosticCode.NN133,
                first.span(),
                Excerpt.quoted(first.text()) + " is outside of any model, block or const");
        if (afterBody) {
            Finding located = finding.with(lastCharacter(previous), "the body ended here");
            return endsLater ? located.help("remove the `>` if more layers follow") : located;
        }
        return finding.help(
                isFirst
                        ? "a file begins like `model Name < linear(3, 16); relu >`"
                        : "a declaration begins with `model`, `block` or `const`");
    }

    private static Span lastCharacter(Span span) {
        return span.file().span(span.end() - 1, span.end());
    }
}
