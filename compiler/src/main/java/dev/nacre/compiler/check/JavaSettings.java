package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Network.Visibility;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;

/**
 * The Java class that a model becomes, from its name and its {@code @java} annotation.
 *
 * @param nameSpan where the name is written
 */
record JavaSettings(String className, Span nameSpan, Visibility visibility) {

    private static final String NAME = "name";
    private static final String VISIBILITY = "visibility";
    private static final String PACKAGE = "package";

    private static final List<Formal> FORMALS = List.of(
            Formal.optional(NAME, "the name of the class", ArgumentType.TEXT),
            Formal.named(
                    VISIBILITY,
                    "who may use the class",
                    ArgumentType.oneOf(PACKAGE, "public"),
                    new ConstantValue.Text("public")));

    /** The settings; empty when there is a mistake in them, which is reported. */
    static Optional<JavaSettings> of(Declaration.Model model, Optional<Annotation> annotation, FileContext context) {
        return annotation
                .map(written -> annotated(model, written, context))
                .orElseGet(() -> Optional.of(new JavaSettings(model, Visibility.PUBLIC)))
                .filter(settings -> settings.isLegal(model, context.reporter()));
    }

    private JavaSettings(Declaration.Model model, Visibility visibility) {
        this(model.name().text(), model.name().span(), visibility);
    }

    private static Optional<JavaSettings> annotated(
            Declaration.Model model, Annotation annotation, FileContext context) {
        return context.binder()
                .bind("@java", FORMALS, annotation.arguments(), annotation.span())
                .filter(arguments -> !arguments.isDoubtful(NAME))
                .map(arguments -> {
                    boolean hidden =
                            arguments.text(VISIBILITY).filter(PACKAGE::equals).isPresent();
                    Visibility visibility = hidden ? Visibility.PACKAGE : Visibility.PUBLIC;
                    return arguments
                            .text(NAME)
                            .map(name -> new JavaSettings(name, nameSpan(arguments), visibility))
                            .orElseGet(() -> new JavaSettings(model, visibility));
                });
    }

    private static Span nameSpan(BoundArguments arguments) {
        return arguments.writtenAs(NAME).orElseThrow().value().span();
    }

    private String title() {
        return className.isEmpty() ? "an empty name" : Wording.quoted(className);
    }

    private boolean isLegal(Declaration.Model model, Reporter reporter) {
        Optional<String> reason = JavaNames.whyNotClass(className);
        reason.ifPresent(why -> {
            Mistake mistake =
                    Mistake.of(DiagnosticCode.NN233, nameSpan, title() + " cannot be the name of a Java class: " + why);
            boolean annotated = !nameSpan.equals(model.name().span());
            reporter.report(
                    annotated
                            ? mistake
                            : mistake.help("write `@java(name = \"…\")` before the model to name the class"));
        });
        return reason.isEmpty();
    }
}
