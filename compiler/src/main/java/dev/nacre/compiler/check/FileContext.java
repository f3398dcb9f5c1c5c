package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.Map;
import java.util.Optional;

/** What names and expressions mean at a place of a file, and where the mistakes found there go. */
record FileContext(
        FileNames names, Scope scope, ConstantEvaluator evaluator, ArgumentBinder binder, Reporter reporter) {

    static FileContext of(FileNames names, Scope scope, Reporter reporter) {
        ConstantEvaluator evaluator = new ConstantEvaluator(scope, reporter);
        return new FileContext(names, scope, evaluator, new ArgumentBinder(evaluator, reporter), reporter);
    }

    /** The same, for what is checked because of a use. */
    FileContext inside(UseChain use) {
        Reporter inner = reporter.inside(Optional.of(use));
        return of(names, scope.reportingTo(inner), inner);
    }

    /** The inside of a model of this file, with the names of its lengths where they are declared. */
    FileContext inModel(Map<String, Identifier> lengths) {
        return of(names, scope.inModel(lengths), reporter);
    }

    /**
     * The inside of a block of this file.
     *
     * @param parameters the values of its parameters, empty for those that have been mistaken
     */
    FileContext inBlock(Map<String, Optional<ConstantValue>> parameters, UseChain use) {
        Reporter inner = reporter.inside(Optional.of(use));
        return of(names, scope.inBlock(parameters, inner), inner);
    }

    /** A use of {@code block} at a place where this is the context. */
    UseChain use(Declaration.Block block, Span span) {
        String remark = "uses " + Wording.quoted(block.name().text()) + " here";
        return new UseChain(Optional.of(block), span, remark, reporter.uses());
    }
}
