package dev.nacre.examples.sentences;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The most frequent words, numbered from 2 on; 0 is padding and 1 any other word. */
final class Vocabulary {

    static final int PADDING = 0;
    static final int UNKNOWN = 1;

    private final Map<String, Integer> numbers = new HashMap<>();

    /** @param size of all numbers, padding and unknown words included */
    Vocabulary(List<Mail> mails, int size) {
        Map<String, Integer> counts = new HashMap<>();
        mails.forEach(mail -> mail.words().forEach(word -> counts.merge(word, 1, Integer::sum)));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(size - 2L)
                .forEach(entry -> numbers.put(entry.getKey(), numbers.size() + 2));
    }

    /** Writes the first words of a text to the end of a row, and padding in front of them. */
    void encode(List<String> words, int[] rows, int from, int width) {
        int count = Math.min(width, words.size());
        for (int i = 0; i < width - count; i++) {
            rows[from + i] = PADDING;
        }
        for (int i = 0; i < count; i++) {
            rows[from + width - count + i] = numbers.getOrDefault(words.get(i), UNKNOWN);
        }
    }
}
