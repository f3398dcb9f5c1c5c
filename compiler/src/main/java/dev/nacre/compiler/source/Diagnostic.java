package dev.nacre.compiler.source;

import java.util.List;
import java.util.Optional;

/**
 * One mistake of the user's, or failure of the compiler, as a value: what is wrong, where, what led there, and what to write
 * instead. Whatever it quotes, its texts are short: a long one keeps its beginning and its end.
 *
 * @param code the stable code, explained in docs/errors.md
 * @param message one sentence in the user's terms, without a full stop
 * @param span the culprit
 * @param related other places that explain it, each with a short remark
 * @param notes further facts as {@code "shapes: …"} lines
 * @param help what to write instead
 * @param trace for those who look into a failure of the compiler, where in it that was; not shown
 */
public record Diagnostic(
        DiagnosticCode code,
        String message,
        Span span,
        List<Related> related,
        List<String> notes,
        Optional<String> help,
        Optional<String> trace) {

    private static final int LONGEST_SENTENCE = 300;
    private static final int LONGEST_NOTE = 400;
    private static final int LONGEST_REMARK = 80;
    private static final int MOST_RELATED = 8;
    private static final int MOST_NOTES = 3;

    public Diagnostic {
        message = BoundedText.of(message, LONGEST_SENTENCE);
        related = related.stream().limit(MOST_RELATED).toList();
        notes = notes.stream()
                .limit(MOST_NOTES)
                .map(note -> BoundedText.of(note, LONGEST_NOTE))
                .toList();
        help = help.map(text -> BoundedText.of(text, LONGEST_SENTENCE));
    }

    /** A mistake of the user's. */
    public Diagnostic(
            DiagnosticCode code,
            String message,
            Span span,
            List<Related> related,
            List<String> notes,
            Optional<String> help) {
        this(code, message, span, related, notes, help, Optional.empty());
    }

    /** A place beside the culprit's, such as where a value got its shape, and the remark shown under it. */
    public record Related(Span span, String remark) {
        public Related {
            remark = BoundedText.of(remark, LONGEST_REMARK);
        }
    }
}
