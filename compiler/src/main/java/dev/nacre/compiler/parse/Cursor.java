package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.parse.TokenTree.Leaf;
import dev.nacre.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;

/** A place in a list of token trees that moves forward. */
final class Cursor {

    private final List<TokenTree> trees;
    private final Span start;
    private int at;

    /** {@code before} is what stands before the first tree. */
    Cursor(List<TokenTree> trees, Span before) {
        this.trees = trees;
        this.start = before;
    }

    boolean atEnd() {
        return at == trees.size();
    }

    TokenTree next() {
        return trees.get(at++);
    }

    TokenTree peek() {
        return trees.get(at);
    }

    /** The index of the next tree. */
    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    /** Whether the tree {@code ahead} of the next one is a leaf with this symbol or reserved word. */
    boolean is(int ahead, String text) {
        return hasLeaf(ahead) && leaf(ahead).is(text);
    }

    boolean is(String text) {
        return is(0, text);
    }

    boolean is(Kind kind) {
        return is(0, kind);
    }

    boolean is(int ahead, Kind kind) {
        return hasLeaf(ahead) && leaf(ahead).kind() == kind;
    }

    boolean isNameOfLayer() {
        return hasLeaf(0) && leaf(0).isNameOfLayer();
    }

    /** A reserved word that cannot name a layer either. */
    boolean isReserved() {
        return is(Kind.WORD) && !leaf(0).isNameOfLayer();
    }

    boolean isGroup(String opener) {
        return isGroup(0, opener);
    }

    boolean isGroup(int ahead, String opener) {
        return at + ahead < trees.size()
                && trees.get(at + ahead) instanceof Group group
                && group.open().text().equals(opener);
    }

    boolean isOneOf(String... texts) {
        for (String text : texts) {
            if (is(text)) {
                return true;
            }
        }
        return false;
    }

    boolean isCloser() {
        return hasLeaf(0) && leaf(0).isCloser();
    }

    /** Takes the next leaf if it is {@code text}. */
    boolean accept(String text) {
        boolean found = is(text);
        at += found ? 1 : 0;
        return found;
    }

    Lexeme nextLexeme() {
        return next().first();
    }

    Group nextGroup() {
        return (Group) next();
    }

    /** The next tree's first lexeme. */
    Lexeme first() {
        return peek().first();
    }

    /** The next tree's first lexeme, or the empty place after the last tree. */
    Span here() {
        return atEnd() ? gap() : first().span();
    }

    /** The tree before the next one. */
    Span previous() {
        return at == 0 ? start : trees.get(at - 1).span();
    }

    /** The empty place after the tree before. */
    Span gap() {
        Span before = previous();
        return before.file().span(before.end(), before.end());
    }

    /** The trees up to the next leaf that is one of {@code stops}, which becomes the next. */
    List<TokenTree> skipTo(String... stops) {
        List<TokenTree> skipped = new ArrayList<>();
        while (!atEnd() && !isOneOf(stops)) {
            skipped.add(next());
        }
        return skipped;
    }

    private boolean hasLeaf(int ahead) {
        return at + ahead < trees.size() && trees.get(at + ahead) instanceof Leaf;
    }

    private Lexeme leaf(int ahead) {
        return trees.get(at + ahead).first();
    }
}
