package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that annotations exist, stand where they may, and stand there once. */
final class AnnotationChecker {

    static final String JAVA = "java";
    static final String INIT = "init";
    static final String FROZEN = "frozen";
    static final String STREAM = "stream";

    private static final Map<String, Place> KNOWN =
            Map.of(JAVA, Place.MODEL, STREAM, Place.MODEL, INIT, Place.ITEM, FROZEN, Place.ITEM);

    private final Reporter reporter;

    AnnotationChecker(Reporter reporter) {
        this.reporter = reporter;
    }

    /** What an annotation stands before. */
    enum Place {
        CONST("a const"),
        BLOCK("a block"),
        MODEL("a model"),
        ITEM("a layer"),
        /** {@code from} and {@code use}. */
        STEP("`from` or `use`");

        private final String noun;

        Place(String noun) {
            this.noun = noun;
        }
    }

    /** The annotations that belong here, by name; all others are reported. */
    Map<String, Annotation> check(List<Annotation> annotations, Place place) {
        Map<String, Annotation> valid = new HashMap<>();
        for (Annotation annotation : annotations) {
            check(
                            annotation,
                            place,
                            Optional.ofNullable(valid.get(annotation.name().text())))
                    .ifPresentOrElse(
                            reporter::report, () -> valid.put(annotation.name().text(), annotation));
        }
        for (String name : List.of(FROZEN, STREAM)) {
            Optional.ofNullable(valid.get(name))
                    .filter(annotation -> !annotation.arguments().isEmpty())
                    .ifPresent(annotation -> reporter.report(
                            DiagnosticCode.NN213,
                            annotation.arguments().get(0).span(),
                            "`@" + name + "` takes no arguments"));
        }
        return valid;
    }

    private static Optional<Mistake> check(Annotation annotation, Place place, Optional<Annotation> first) {
        String name = annotation.name().text();
        String title = "`@" + Wording.brief(name) + "`";
        Place known = KNOWN.get(name);
        if (known == null) {
            return Optional.of(Mistake.of(DiagnosticCode.NN240, annotation.span(), "there is no annotation " + title)
                    .help(NearestName.find(name, KNOWN.keySet())
                            .map(near -> "did you mean `@" + near + "`?")
                            .orElse("there are `@frozen`, `@init`, `@java` and `@stream`")));
        } else if (known != place) {
            return Optional.of(Mistake.of(
                            DiagnosticCode.NN241,
                            annotation.span(),
                            title + " belongs before " + known.noun + ", but stands before " + place.noun)
                    .help(
                            place == Place.STEP && known == Place.ITEM
                                    ? Optional.of("write it before the item that makes the value or has the label")
                                    : Optional.empty()));
        }
        return first.map(other -> Mistake.of(DiagnosticCode.NN242, annotation.span(), title + " is given twice")
                .related(other.span(), "first here"));
    }
}
