package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.List;

/** An expression as written; numbers are kept as text so that nothing is lost or overflows before the checker looks. */
public sealed interface Expr {

    /** Where it stands. */
    Span span();

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind of expression; a new kind does not compile until every caller handles it. */
    interface Cases<R> {
        R integer(Int expr);

        R decimal(Decimal expr);

        R bool(Bool expr);

        R none(None expr);

        R text(Text expr);

        R reference(Reference expr);

        R list(ListOf expr);

        R names(NameList expr);

        R negation(Negation expr);

        R binary(Binary expr);
    }

    /** Digits with optional underscores. */
    record Int(String digits, Span span) implements Expr {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.integer(this);
        }
    }

    /** A decimal number with a point or an exponent. */
    record Decimal(String digits, Span span) implements Expr {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.decimal(this);
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value, Span span) implements Expr {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bool(this);
        }
    }

    /** {@code none}. */
    record None(Span span) implements Expr {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.none(this);
        }
    }

    /** A quoted string, quotes removed and escapes resolved. */
    record Text(String value, Span span) implements Expr {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /** A const's, parameter's or function's name, with arguments when parentheses were written. */
    record Reference(QualifiedName name, boolean hasArguments, List<Argument> arguments, Span span) implements Expr {
        public Reference {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reference(this);
        }
    }

    /** {@code [a, b, c]}. */
    record ListOf(List<Expr> elements, Span span) implements Expr {
        public ListOf {
            elements = List.copyOf(elements);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.list(this);
        }
    }

    /** {@code (a, b)}: two or more names of values, which no expression is made of. */
    record NameList(List<Identifier> names, Span span) implements Expr {
        public NameList {
            names = List.copyOf(names);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.names(this);
        }
    }

    /** {@code -operand}. */
    record Negation(Expr operand, Span span) implements Expr {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.negation(this);
        }
    }

    /** {@code left operator right}, the operator one of {@code * / % + -}. */
    record Binary(Expr left, char operator, Expr right, Span span) implements Expr {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.binary(this);
        }
    }
}
