package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Chain;
import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.parse.Parser;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All texts that differ from a valid one in one mistake: in a call's arguments, a layer's name, an annotation or a size. */
final class SingleMistakes implements Item.Cases<Void>, Declaration.Cases<Void> {

    /** Of no type that an argument has, unknown, without a value, and beyond every range. */
    private static final List<String> VALUES =
            List.of("[[\"?\"]]", "zork", "1 / 0", "-99999999999", "\"?\"", "zork(1)");

    private final String text;
    private final List<Mistake> found = new ArrayList<>();

    private SingleMistakes(String text) {
        this.text = text;
    }

    /** A text with a mistake in it, and what has been done to it. */
    record Mistake(String what, String text) {}

    static List<Mistake> in(SourceFile file) {
        SourceUnit unit = Parser.parse(file, new Diagnostics()).orElseThrow();
        SingleMistakes mistakes = new SingleMistakes(file.text());
        unit.declarations().forEach(declaration -> declaration.match(mistakes));
        return mistakes.found;
    }

    @Override
    public Void constant(Declaration.Const declaration) {
        // Not one beyond its range: what is computed from it is beyond ranges in ways of its own.
        for (String wrong : VALUES.subList(0, 3)) {
            replace("wrong const", declaration.value().span(), wrong);
        }
        return null;
    }

    @Override
    public Void block(Declaration.Block declaration) {
        declaration.params().forEach(param -> param.defaultValue().ifPresent(this::value));
        chain(declaration.body());
        return null;
    }

    @Override
    public Void model(Declaration.Model declaration) {
        declaration.annotations().forEach(this::annotation);
        declaration.signature().ifPresent(this::signature);
        chain(declaration.body());
        return null;
    }

    private void signature(Signature signature) {
        Stream.concat(signature.inputs().stream(), signature.outputs().stream())
                .flatMap(port -> port.type().sizes().stream())
                .flatMap(List::stream)
                .forEach(size -> {
                    size.length().ifPresent(name -> replace("another length", name.span(), "zork"));
                    value(size.expr());
                });
    }

    private void chain(Chain chain) {
        chain.items().forEach(item -> {
            item.annotations().forEach(this::annotation);
            item.match(this);
        });
    }

    @Override
    public Void from(Item.From item) {
        item.names().forEach(name -> replace("unknown value", name.span(), "zork"));
        return null;
    }

    @Override
    public Void use(Item.Use item) {
        replace("unknown label", item.target().span(), "zork");
        return null;
    }

    @Override
    public Void layer(Item.Layer item) {
        Span name = item.name().span();
        replace("unknown layer", name, "zork");
        for (String annotation :
                List.of("@zork ", "@java ", "@init(zork = zeros) ", "@init ", "@init(weight = zork) ")) {
            Span before = name.file().span(item.span().start(), item.span().start());
            if (item.annotations().isEmpty()) {
                replace("annotation", before, annotation);
            }
        }
        if (item.branches().isEmpty()) {
            replace(
                    "a body",
                    item.span().file().span(item.span().end(), item.span().end()),
                    " < relu >");
        }
        call(name, item.arguments());
        item.branches().forEach(this::chain);
        return null;
    }

    private void annotation(Annotation annotation) {
        call(annotation.name().span(), annotation.arguments());
        for (Argument argument : annotation.arguments()) {
            if (argument.value() instanceof Expr.Reference initializer) {
                call(initializer.name().span(), initializer.arguments());
            }
        }
    }

    /** A name with arguments, or without. */
    private void call(Span name, List<Argument> arguments) {
        arguments("unknown argument", name, arguments, with(arguments, "zork = 1"));
        List<String> unnamed =
                texts(arguments.stream().filter(a -> a.name().isEmpty()).toList());
        List<String> named =
                texts(arguments.stream().filter(a -> a.name().isPresent()).toList());
        arguments("too many", name, arguments, joined(unnamed, List.of("1", "1", "1", "1", "1", "1", "1"), named));
        if (!named.isEmpty()) {
            arguments("without a name behind", name, arguments, joined(unnamed, named, List.of("1")));
            arguments("named first", name, arguments, joined(named, unnamed, List.of()));
            arguments("twice", name, arguments, joined(unnamed, named, named.subList(0, 1)));
        }
        if (unnamed.size() == 1) {
            arguments("missing", name, arguments, joined(named, List.of(), List.of()));
        }
        for (Argument argument : arguments) {
            value(argument.value());
            argument.name().ifPresent(written -> {
                replace("unknown name", written.span(), "zork");
                replace("misspelt name", written.span(), written.text() + "e");
            });
        }
    }

    private void value(Expr expr) {
        for (String wrong : VALUES) {
            replace("wrong value", expr.span(), wrong);
        }
    }

    private static List<String> texts(List<Argument> arguments) {
        return arguments.stream().map(argument -> argument.span().text()).toList();
    }

    private static String with(List<Argument> arguments, String more) {
        return joined(texts(arguments), List.of(more), List.of());
    }

    private static String joined(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).collect(Collectors.joining(", "));
    }

    private void arguments(String what, Span name, List<Argument> old, String arguments) {
        int end = name.end();
        if (!old.isEmpty()) {
            end = text.indexOf(')', old.get(old.size() - 1).span().end()) + 1;
        } else if (text.startsWith("()", end)) {
            end += 2;
        }
        replace(what, name.file().span(name.end(), end), "(" + arguments + ")");
    }

    private void replace(String what, Span span, String by) {
        String mutated = text.substring(0, span.start()) + by + text.substring(span.end());
        found.add(new Mistake(what + " at " + span.line() + ":" + span.column() + ": " + by, mutated));
    }
}
