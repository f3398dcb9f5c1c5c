package dev.nacre.compiler.check.argument;

import dev.nacre.compiler.source.Wording;
import java.util.List;

/** What an expression stands for. */
public sealed interface ConstantValue {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** What it is, in words: {@code the integer 3}. */
    String description();

    /** The value of a number of either kind. */
    static double toDouble(ConstantValue number) {
        return number instanceof Int integer ? integer.value() : ((Decimal) number).value();
    }

    /** One answer for each kind of value. */
    interface Cases<R> {
        R integer(Int value);

        R decimal(Decimal value);

        R bool(Bool value);

        R text(Text value);

        R none(None value);

        R list(ListOf value);
    }

    /** A whole number. */
    record Int(long value) implements ConstantValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.integer(this);
        }

        @Override
        public String description() {
            return "the integer " + value;
        }
    }

    /** A finite number that may have a fraction. */
    record Decimal(double value) implements ConstantValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.decimal(this);
        }

        @Override
        public String description() {
            return "the float " + value;
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements ConstantValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bool(this);
        }

        @Override
        public String description() {
            return String.valueOf(value);
        }
    }

    /** A string. */
    record Text(String value) implements ConstantValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }

        @Override
        public String description() {
            return "the string \"" + Wording.brief(value) + '"';
        }
    }

    /** {@code none}. */
    record None() implements ConstantValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.none(this);
        }

        @Override
        public String description() {
            return "none";
        }
    }

    /** {@code [a, b, c]}. */
    record ListOf(List<ConstantValue> elements) implements ConstantValue {
        public ListOf {
            elements = List.copyOf(elements);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.list(this);
        }

        @Override
        public String description() {
            return "a list of " + Wording.count(elements.size(), "value");
        }
    }
}
