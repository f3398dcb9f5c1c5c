package dev.nacre.examples.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The longest pieces come first, and what has none is unknown. */
class WordPieceTest {

    private static final WordPiece WORDS = new WordPiece(
            List.of("[UNK]", "[CLS]", "[SEP]", "un", "unaff", "##aff", "##able", "##a", "a", "!", "##\"", "\""));

    @Test
    void theLongestPieceIsTakenFirst() {
        assertArrayEquals(new int[] {1, 4, 6, 9, 2}, WORDS.encode("Unaffable!"));
        assertArrayEquals(new int[] {1, 3, 7, 2}, WORDS.encode("una"));
        assertArrayEquals(new int[] {1, 8, 8, 2}, WORDS.encode("a a"));
        assertArrayEquals(new int[] {1, 2}, WORDS.encode(""));
    }

    @Test
    void aWordOfWhichAPartIsUnknownIsUnknown() {
        assertArrayEquals(new int[] {1, 0, 8, 2}, WORDS.encode("unafx a"));
        assertArrayEquals(new int[] {1, 0, 2}, WORDS.encode("b"));
    }

    @Test
    void aWordOfMoreThanAHundredCharactersIsUnknown() {
        assertEquals(102, WORDS.encode("a".repeat(100)).length);
        assertArrayEquals(new int[] {1, 0, 8, 2}, WORDS.encode("a".repeat(101) + " a"));
    }

    @Test
    void whatIsTooLongIsCutOff() {
        int[] ids = WORDS.encode("! ".repeat(600));
        assertEquals(512, ids.length);
        assertEquals(9, ids[510]);
        assertEquals(2, ids[511]);
    }

    @Test
    void aVocabularyWithoutTheStartIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new WordPiece(List.of("[UNK]", "[SEP]")));
    }
}
