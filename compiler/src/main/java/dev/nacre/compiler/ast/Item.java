package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** One step of a chain. */
public sealed interface Item {

    /** The annotations before it. */
    List<Annotation> annotations();

    /** Names given to the value after this item ({@code -> name}); empty when there is no tap. */
    List<Identifier> taps();

    /** The item itself: annotations and tap excluded. */
    Span span();

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind of item; a new kind does not compile until every caller handles it. */
    interface Cases<R> {
        R from(From item);

        R use(Use item);

        R layer(Layer item);
    }

    /** {@code from name} or {@code from (a, b)}: makes named values current. */
    record From(List<Annotation> annotations, List<Identifier> names, List<Identifier> taps, Span span)
            implements Item {
        public From {
            annotations = List.copyOf(annotations);
            names = List.copyOf(names);
            taps = List.copyOf(taps);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.from(this);
        }
    }

    /** {@code use label}: applies an earlier item again with the same parameters. */
    record Use(
            List<Annotation> annotations,
            Optional<Identifier> label,
            QualifiedName target,
            List<Identifier> taps,
            Span span)
            implements Item {
        public Use {
            annotations = List.copyOf(annotations);
            taps = List.copyOf(taps);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.use(this);
        }
    }

    /**
     * {@code label: name(arguments) < branches >}: a layer, a block or a combinator.
     *
     * @param hasArguments whether parentheses were written, even empty ones
     * @param branches empty when no {@code < >} was written
     */
    record Layer(
            List<Annotation> annotations,
            Optional<Identifier> label,
            QualifiedName name,
            boolean hasArguments,
            List<Argument> arguments,
            List<Chain> branches,
            List<Identifier> taps,
            Span span)
            implements Item {
        public Layer {
            annotations = List.copyOf(annotations);
            arguments = List.copyOf(arguments);
            branches = List.copyOf(branches);
            taps = List.copyOf(taps);
        }

        /** What messages call it: the label, or else the name as written. */
        public String title() {
            return label.map(Identifier::text).orElseGet(name::text);
        }

        /** What messages point at: the item without its label. */
        public Span place() {
            return name.span().to(span);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.layer(this);
        }
    }
}
