package dev.nacre.examples.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of text before its words are looked up; all expectations are those of Hugging Face's tokenizers. */
class WordSplitterTest {

    private static void assertWords(String text, String... words) {
        assertEquals(List.of(words), WordSplitter.words(text));
    }

    @Test
    void punctuationIsApart() {
        assertWords("Hello, World!", "hello", ",", "world", "!");
        assertWords("it's 50%, isn't it?", "it", "'", "s", "50", "%", ",", "isn", "'", "t", "it", "?");
        assertWords("a+b=c^d`e|f~g$", "a", "+", "b", "=", "c", "^", "d", "`", "e", "|", "f", "~", "g", "$");
        assertWords("„so“ – 3€…", "„", "so", "“", "–", "3€", "…");
    }

    @Test
    void accentsVanishAndLettersAreSmall() {
        assertWords("Ça va, Übergrößenträger?", "ca", "va", ",", "ubergroßentrager", "?");
        assertWords("ΣΑΣ İstanbul", "σασ", "istanbul");
    }

    @Test
    void spacesOfAllKindsSeparate() {
        assertWords(" a\tb\nc\rd\u00a0e\u3000f\u2028g ", "a", "b", "c", "d", "e", "f", "g");
        assertWords("");
        assertWords(" \n");
    }

    @Test
    void controlCharactersVanishWithoutSeparating() {
        assertWords("a\u0000b\ufffdc\u200bd\u00ade\u0007f\u000bg\ue000h", "abcdefgh");
    }

    @Test
    void chineseCharactersAreWordsAndHangulIsTakenApart() {
        assertWords("中文abc", "中", "文", "abc");
        assertWords("ひら\ud840\udc00x", "ひら", "\ud840\udc00", "x");
        assertWords("한", "\u1112\u1161\u11ab");
    }
}
