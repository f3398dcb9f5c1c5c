package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** Lexemes grouped by their brackets. */
sealed interface TokenTree {

    Span span();

    /** The first lexeme. */
    Lexeme first();

    /** A lexeme; a closing bracket only when it closes nothing. */
    record Leaf(Lexeme lexeme) implements TokenTree {
        @Override
        public Span span() {
            return lexeme.span();
        }

        @Override
        public Lexeme first() {
            return lexeme;
        }
    }

    /**
     * What stands between two brackets.
     *
     * @param close empty when it is missing, which has then been reported
     */
    record Group(Lexeme open, List<TokenTree> children, Optional<Lexeme> close) implements TokenTree {
        public Group {
            children = List.copyOf(children);
        }

        boolean isClosed() {
            return close.isPresent();
        }

        /** Where the text inside ends. */
        Span end() {
            Span last = children.isEmpty()
                    ? open.span()
                    : children.get(children.size() - 1).span();
            return close.map(Lexeme::span).orElse(last.file().span(last.end(), last.end()));
        }

        @Override
        public Span span() {
            return open.span().to(end());
        }

        @Override
        public Lexeme first() {
            return open;
        }
    }
}
