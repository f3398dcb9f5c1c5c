package dev.nacre.examples.embeddings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Text as the numbers of a vocabulary's pieces of words: BERT's uncased tokenizer. */
final class WordPiece {

    /** The most numbers that a text becomes, first and last one included: what follows is cut off. */
    static final int LONGEST = 512;

    private static final int LONGEST_WORD = 100;
    private static final String INSIDE = "##";

    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final int unknown;
    private final int start;
    private final int end;

    /** @param pieces in the order of their numbers; those that do not begin a word begin with {@code ##} */
    WordPiece(List<String> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            vocabulary.put(pieces.get(i), i);
        }
        unknown = number("[UNK]");
        start = number("[CLS]");
        end = number("[SEP]");
    }

    /** With the pieces of a file, one on each line. */
    static WordPiece read(Path file) throws IOException {
        return new WordPiece(Files.readAllLines(file));
    }

    private int number(String piece) {
        Integer number = vocabulary.get(piece);
        if (number == null) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return number;
    }

    /** The numbers of a text's pieces between those of {@code [CLS]} and {@code [SEP]}. */
    int[] encode(String text) {
        IntStream pieces =
                WordSplitter.words(text).stream().flatMapToInt(this::pieces).limit(LONGEST - 2);
        return IntStream.concat(IntStream.concat(IntStream.of(start), pieces), IntStream.of(end))
                .toArray();
    }

    /** The longest piece that the word begins with, the longest that the rest begins with, and so on. */
    private IntStream pieces(String word) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            return IntStream.of(unknown);
        }
        IntStream.Builder pieces = IntStream.builder();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            while (to > from && !vocabulary.containsKey(piece(word, from, to))) {
                to--;
            }
            if (to == from) {
                return IntStream.of(unknown);
            }
            pieces.add(number(piece(word, from, to)));
            from = to;
        }
        return pieces.build();
    }

    private static String piece(String word, int from, int to) {
        return (from == 0 ? "" : INSIDE) + word.substring(from, to);
    }
}
