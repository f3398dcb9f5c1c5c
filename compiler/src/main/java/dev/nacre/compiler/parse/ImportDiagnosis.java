package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;

/** The mistakes in package statements and imports, and in their order. */
final class ImportDiagnosis {

    private final Findings findings;
    private final NameDiagnosis names;
    private boolean hasPackage;
    private boolean hasImports;
    private boolean hasDeclarations;

    ImportDiagnosis(Findings findings) {
        this.findings = findings;
        this.names = new NameDiagnosis(findings);
    }

    /** From here on, imports come too late. */
    void declarationsBegin() {
        hasDeclarations = true;
    }

    boolean packageStatement(Cursor cursor) {
        Span keyword = cursor.next().span();
        if (hasPackage) {
            findings.add(DiagnosticCode.NN134, keyword, "a file has only one package");
        } else if (hasImports || hasDeclarations) {
            findings.add(DiagnosticCode.NN134, keyword, "the package stands before everything else in a file");
        }
        hasPackage = true;
        if (cursor.is(Kind.STRING)) {
            findings.add(Finding.of(DiagnosticCode.NN135, cursor.next().span(), "the package is written without quotes")
                    .help("a package looks like `package com.acme.nets;`"));
        } else if (!names.qualified(cursor, "the package")) {
            return false;
        }
        return noSlash(cursor) && FileDiagnosis.semicolon(cursor, findings, "the package");
    }

    private boolean noSlash(Cursor cursor) {
        if (!cursor.isOneOf("/", "-", ":")) {
            return true;
        }
        findings.add(Finding.of(
                        DiagnosticCode.NN135,
                        cursor.here(),
                        "the parts of a package are separated by `.`, not " + NameDiagnosis.shown(cursor))
                .help("a package looks like `package com.acme.nets;`"));
        cursor.skipTo(";", "import", "model", "block", "const", "@");
        return true;
    }

    boolean importStatement(Cursor cursor) {
        Span keyword = cursor.next().span();
        if (hasDeclarations) {
            findings.add(DiagnosticCode.NN134, keyword, "imports stand before the first declaration");
        }
        hasImports = true;
        if (cursor.is(Kind.STRING)) {
            cursor.next();
        } else if (NameDiagnosis.isBad(cursor)) {
            return false;
        } else {
            findings.add(
                    Finding.of(DiagnosticCode.NN135, keyword, "the file to import is missing, between double quotes")
                            .help("an import looks like `import \"blocks/attention.nn\" as att;`"));
            cursor.skipTo(";", "import", "model", "block", "const", "@");
            cursor.accept(";");
            return true;
        }
        return alias(cursor) && FileDiagnosis.semicolon(cursor, findings, "the import");
    }

    private boolean alias(Cursor cursor) {
        if (cursor.accept("as")) {
            return names.plain(cursor, "after `as`");
        } else if (cursor.is(Kind.NAME)) {
            String name = cursor.next().first().text();
            findings.add(
                    Finding.of(DiagnosticCode.NN135, cursor.previous(), "missing `as` before " + Excerpt.quoted(name))
                            .help("an import looks like `import \"blocks/attention.nn\" as att;`"));
        }
        return true;
    }
}
