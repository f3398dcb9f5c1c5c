package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;

/** Finds the Java package of a file: its {@code package} statement, or else its directory. */
final class PackageNames {

    private static final List<String> TAKEN = List.of("java", "dev.nacre.runtime");

    private PackageNames() {}

    /** The package, empty text for the unnamed one; nothing when it is not a legal one, which is reported. */
    static Optional<String> check(SourceUnit unit, Reporter reporter) {
        int before = reporter.count();
        String name = unit.packageName()
                .map(statement -> stated(statement, reporter))
                .orElseGet(() -> ofDirectory(unit, reporter));
        return reporter.count() == before ? Optional.of(name) : Optional.empty();
    }

    private static String stated(QualifiedName statement, Reporter reporter) {
        for (Identifier part : statement.parts()) {
            JavaNames.whyNotIdentifier(part.text())
                    .ifPresent(reason -> reporter.report(
                            DiagnosticCode.NN236,
                            part.span(),
                            Wording.quoted(part.text()) + " cannot be part of a Java package: " + reason));
        }
        taken(statement.text()).ifPresent(message -> reporter.report(DiagnosticCode.NN236, statement.span(), message));
        return statement.text();
    }

    private static String ofDirectory(SourceUnit unit, Reporter reporter) {
        String directory = unit.file().directory();
        String name = directory.replace('/', '.');
        Optional<String> problem = directory.isEmpty()
                ? Optional.empty()
                : List.of(directory.split("/", -1)).stream()
                        .flatMap(part -> JavaNames.whyNotIdentifier(part)
                                .map(reason -> Wording.quoted(part) + " cannot be part of a Java package: " + reason)
                                .stream())
                        .findFirst()
                        .or(() -> taken(name));
        problem.ifPresent(message -> reporter.report(Mistake.of(
                        DiagnosticCode.NN236,
                        unit.file().span(0, 0),
                        "the directory " + Wording.quoted(directory) + " is no Java package: " + message)
                .help("rename the directory, or begin the file with a package: `package com.acme.nets;`")));
        return name;
    }

    private static Optional<String> taken(String name) {
        return TAKEN.stream()
                .filter(taken -> name.equals(taken) || name.startsWith(taken + "."))
                .map(taken -> "nothing may be added to the package `" + taken + "`")
                .findFirst();
    }
}
