package dev.nacre.examples.embeddings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code tokenizer.json} of Hugging Face says of the pieces of words. */
final class TokenizerFile {

    private static final Pattern START = Pattern.compile("\"vocab\"\\s*:\\s*\\{");
    private static final Pattern PIECE =
            Pattern.compile("\\G\\s*,?\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*(\\d+)", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private TokenizerFile() {}

    /** The pieces in the order of their numbers. */
    static List<String> vocabulary(String json) {
        Matcher start = START.matcher(json);
        if (!start.find()) {
            throw new IllegalArgumentException("no vocabulary");
        }
        List<String> pieces = new ArrayList<>();
        Matcher piece = PIECE.matcher(json).region(start.end(), json.length());
        while (piece.find()) {
            if (Integer.parseInt(piece.group(2)) != pieces.size()) {
                throw new IllegalArgumentException("the vocabulary is not in the order of its numbers");
            }
            pieces.add(unescaped(piece.group(1)));
        }
        return pieces;
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? escape.group(2)
                                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
