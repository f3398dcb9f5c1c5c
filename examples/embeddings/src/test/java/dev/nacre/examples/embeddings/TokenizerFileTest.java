package dev.nacre.examples.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The pieces of words in a tokenizer.json. */
class TokenizerFileTest {

    @Test
    void piecesAreInTheOrderOfTheirNumbersAndWithoutEscapes() {
        String json = "{\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"[UNK]\": 0, \"\\\"\": 1,\n"
                + "\"##\\\\\": 2, \"\\u00e9\": 3, \"}\": 4}, \"other\": 5}}";
        assertEquals(List.of("[UNK]", "\"", "##\\", "é", "}"), TokenizerFile.vocabulary(json));
    }
}
