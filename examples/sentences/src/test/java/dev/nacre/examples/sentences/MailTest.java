package dev.nacre.examples.sentences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MailTest {

    @Test
    void headersAndMarkupAreLeftOutButTheSubjectCounts() {
        Mail mail = Mail.of(
                "From: a@b.c\nsubject: Free money\nTo: you\n\n<html><b>Only</b> $100=20today &nbsp; http://x.y/z\n",
                true);

        assertEquals("Free money", mail.subject());
        assertEquals(List.of("free", "money", "only", "$", "000", "today"), mail.words());
    }

    @Test
    void aMailWithoutABodyHasTheWordsOfItsSubject() {
        assertEquals(List.of("hello"), Mail.of("Subject: Hello", false).words());
    }

    @Test
    void frequentWordsHaveNumbersAndPaddingStandsInFront() {
        List<Mail> mails = List.of(Mail.of("Subject: b a b c", false), Mail.of("Subject: b a", false));
        Vocabulary vocabulary = new Vocabulary(mails, 4);
        int[] rows = {9, 9, 9, 9, 9, 9};

        vocabulary.encode(List.of("a", "b", "c"), rows, 1, 4);

        assertArrayEquals(new int[] {9, Vocabulary.PADDING, 3, 2, Vocabulary.UNKNOWN, 9}, rows);
    }

    @Test
    void ofALongTextTheFirstWordsAreRead() {
        Vocabulary vocabulary = new Vocabulary(List.of(Mail.of("Subject: a a a b b c", false)), 10);
        int[] row = new int[2];

        vocabulary.encode(List.of("c", "b", "a"), row, 0, 2);

        assertArrayEquals(new int[] {4, 3}, row);
    }
}
