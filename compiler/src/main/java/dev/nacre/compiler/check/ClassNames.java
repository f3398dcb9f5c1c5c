package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sees to it that no two models need the same file, on file systems without case too, and that no class is a package. */
final class ClassNames {

    private static final String HELP = "give one of them another name, or write `@java(name = \"…\")` before it";

    private ClassNames() {}

    /** The models without those that clash with one before them, which are reported. */
    static List<CheckedModel> withoutClashes(List<CheckedModel> models, Reporter reporter) {
        Map<String, CheckedModel> byName = new HashMap<>();
        models.forEach(model -> byName.putIfAbsent(Names.folded(model.qualifiedName()), model));
        return models.stream().filter(model -> isAlone(model, byName, reporter)).toList();
    }

    private static boolean isAlone(CheckedModel model, Map<String, CheckedModel> byName, Reporter reporter) {
        Optional<CheckedModel> same = Optional.ofNullable(byName.get(Names.folded(model.qualifiedName())))
                .filter(first -> !first.nameSpan().equals(model.nameSpan()));
        if (same.isPresent()) {
            report(model, same.get(), sameClass(model, same.get()), reporter);
            return false;
        }
        Optional<CheckedModel> kernels = modelWithKernelsOfThisName(model, byName);
        if (kernels.isPresent()) {
            report(
                    model,
                    kernels.get(),
                    "the class " + Wording.quoted(model.qualifiedName()) + " is also one with the loops of "
                            + Wording.quoted(kernels.get().qualifiedName()),
                    reporter);
            return false;
        }
        Optional<CheckedModel> parent = classNamedLikePackage(model, byName);
        parent.ifPresent(other -> report(
                model,
                other,
                "the package `" + model.packageName() + "` clashes with the class "
                        + Wording.quoted(other.qualifiedName()),
                reporter));
        return parent.isEmpty();
    }

    private static String sameClass(CheckedModel model, CheckedModel first) {
        return model.className().equals(first.className())
                ? "two models become the class " + Wording.quoted(model.qualifiedName())
                : "the classes " + Wording.quoted(first.qualifiedName()) + " and "
                        + Wording.quoted(model.qualifiedName()) + " need the same file where case does not count";
    }

    private static Optional<CheckedModel> modelWithKernelsOfThisName(
            CheckedModel model, Map<String, CheckedModel> byName) {
        String name = Names.folded(model.qualifiedName());
        return Network.KERNEL_CLASSES.stream()
                .map(Names::folded)
                .filter(name::endsWith)
                .map(suffix -> byName.get(name.substring(0, name.length() - suffix.length())))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Optional<CheckedModel> classNamedLikePackage(CheckedModel model, Map<String, CheckedModel> byName) {
        String name = model.packageName();
        for (int dot = name.length(); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            CheckedModel other = byName.get(Names.folded(name.substring(0, dot)));
            if (other != null) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static void report(CheckedModel model, CheckedModel other, String message, Reporter reporter) {
        reporter.report(Mistake.of(DiagnosticCode.NN235, model.nameSpan(), message)
                .related(other.nameSpan(), "the other one")
                .help(HELP));
    }
}
