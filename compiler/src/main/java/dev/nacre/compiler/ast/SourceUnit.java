package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.SourceFile;
import java.util.List;
import java.util.Optional;

/** A parsed file: its package, imports and declarations in the order written. */
public record SourceUnit(
        SourceFile file,
        Optional<QualifiedName> packageName,
        List<ImportDecl> imports,
        List<Declaration> declarations) {

    public SourceUnit {
        imports = List.copyOf(imports);
        declarations = List.copyOf(declarations);
    }
}
