package dev.nacre.examples.embeddings;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into words as BERT's uncased tokenizer does: in lower case, without accents and control characters, with
 * punctuation and Chinese characters apart.
 */
final class WordSplitter {

    private static final int REPLACEMENT = 0xFFFD;

    private WordSplitter() {}

    static List<String> words(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(character -> !isDropped(character))
                .forEach(character -> append(clean, isSpace(character) ? ' ' : character, isChinese(character)));
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(clean, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(character -> {
                    boolean apart = isPunctuation(character);
                    if (apart || character == ' ') {
                        end(word, words);
                    }
                    if (character != ' ') {
                        word.appendCodePoint(character);
                    }
                    if (apart) {
                        end(word, words);
                    }
                });
        end(word, words);
        return words;
    }

    private static void append(StringBuilder text, int character, boolean apart) {
        if (apart) {
            text.append(' ').appendCodePoint(character).append(' ');
        } else {
            text.appendCodePoint(character);
        }
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Characters that control, are for private use, or stand for an error. */
    private static boolean isDropped(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> !isBlank(character);
            case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> character == REPLACEMENT;
        };
    }

    private static boolean isBlank(int character) {
        return character == '\t' || character == '\n' || character == '\r';
    }

    private static boolean isSpace(int character) {
        return isBlank(character) || Character.isSpaceChar(character);
    }

    /** Unicode's punctuation, and what ASCII has besides letters and digits. */
    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> "$+<=>^`|~".indexOf(character) >= 0;
        };
    }

    /** The blocks of ideographs that BERT takes for words. */
    private static boolean isChinese(int character) {
        return isIn(character, 0x4E00, 0x9FFF)
                || isIn(character, 0x3400, 0x4DBF)
                || isIn(character, 0x20000, 0x2A6DF)
                || isIn(character, 0x2A700, 0x2B73F)
                || isIn(character, 0x2B740, 0x2B81F)
                || isIn(character, 0x2B920, 0x2CEAF)
                || isIn(character, 0xF900, 0xFAFF)
                || isIn(character, 0x2F800, 0x2FA1F);
    }

    private static boolean isIn(int character, int first, int last) {
        return first <= character && character <= last;
    }
}
