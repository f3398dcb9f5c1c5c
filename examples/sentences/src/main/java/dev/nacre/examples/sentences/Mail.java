package dev.nacre.examples.sentences;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail as its subject and the words that a person sees. */
record Mail(String subject, List<String> words, boolean spam) {

    private static final Pattern SUBJECT =
            Pattern.compile("^Subject:[ \\t]*(.*)$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    /** Markup, and the coding of lines and bytes in it. */
    private static final Pattern NO_TEXT = Pattern.compile("=\\r?\\n|=[0-9A-F]{2}|<[^>]*>|&[a-z]+;|https?://\\S+");
    /** A word, a number, or what stands for emphasis and money. */
    private static final Pattern WORD = Pattern.compile("[a-z][a-z']*|[0-9]+|[!$%]");

    Mail {
        words = List.copyOf(words);
    }

    /** The mail in a file as it came, headers first. */
    static Mail read(Path file, boolean spam) throws IOException {
        return of(Files.readString(file, ISO_8859_1), spam);
    }

    static Mail of(String text, boolean spam) {
        int blank = text.indexOf("\n\n");
        String head = blank < 0 ? text : text.substring(0, blank);
        Matcher found = SUBJECT.matcher(head);
        String subject = found.find() ? found.group(1).strip() : "";
        String body = blank < 0 ? "" : NO_TEXT.matcher(text.substring(blank)).replaceAll(" ");
        return new Mail(subject, words(subject + " " + body), spam);
    }

    /** Words in lower case; all numbers of as many digits are one word. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            String word = matcher.group();
            words.add(Character.isDigit(word.charAt(0)) ? "0".repeat(word.length()) : word);
        }
        return words;
    }
}
