package dev.nacre.compiler.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text as ANTLR's lexer reads it: code points at UTF-16 positions, so that token positions are positions in the
 * text. ANTLR's own streams either count code points or refuse lone surrogates.
 */
final class Utf16Stream implements CharStream {

    private final String text;
    private int index;

    Utf16Stream(String text) {
        this.text = text;
    }

    @Override
    public int LA(int offset) {
        if (offset == 1) {
            return index < text.length() ? text.codePointAt(index) : IntStream.EOF;
        }
        int at = index;
        for (int i = 1; i < offset && at < text.length(); i++) {
            at += Character.charCount(text.codePointAt(at));
        }
        for (int i = offset; i < 0 && at >= 0; i++) {
            at = at == 0 ? -1 : at - Character.charCount(text.codePointBefore(at));
        }
        return at >= 0 && at < text.length() ? text.codePointAt(at) : IntStream.EOF;
    }

    @Override
    public void consume() {
        index += Character.charCount(text.codePointAt(index));
    }

    @Override
    public String getText(Interval interval) {
        int end = interval.b + 1;
        return interval.a >= end ? "" : text.substring(interval.a, Math.min(end, text.length()));
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int position) {
        index = Math.min(position, text.length());
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public String getSourceName() {
        return IntStream.UNKNOWN_SOURCE_NAME;
    }
}
