package dev.nacre.compiler.parse;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Chain;
import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.ImportDecl;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.ast.SourceUnit;
import java.util.List;
import java.util.stream.Collectors;

/** A tree written out in full, with parentheses around every operation, to be compared with what was expected. */
public final class SyntaxText implements Declaration.Cases<String>, Item.Cases<String>, Expr.Cases<String> {

    public static String of(SourceUnit unit) {
        SyntaxText text = new SyntaxText();
        StringBuilder out = new StringBuilder();
        unit.packageName()
                .ifPresent(name -> out.append("package ").append(name.text()).append('\n'));
        unit.imports().forEach(decl -> out.append(text.importDecl(decl)).append('\n'));
        unit.declarations().forEach(decl -> out.append(text.declaration(decl)).append('\n'));
        return out.toString();
    }

    private String importDecl(ImportDecl decl) {
        return "import " + text(decl.path())
                + decl.alias().map(alias -> " as " + alias.text()).orElse("");
    }

    private String declaration(Declaration decl) {
        String doc = decl.doc().map(d -> "doc " + quoted(d) + "\n").orElse("");
        return doc + annotations(decl.annotations(), "\n") + decl.match(this);
    }

    @Override
    public String constant(Declaration.Const decl) {
        return "const " + decl.name().text() + " = " + expr(decl.value());
    }

    @Override
    public String block(Declaration.Block decl) {
        String params = decl.params().stream()
                .map(param -> param.name().text()
                        + param.defaultValue().map(value -> " = " + expr(value)).orElse(""))
                .collect(Collectors.joining(", "));
        return "block " + decl.name().text() + "(" + params + ")" + branches(List.of(decl.body()), "\n");
    }

    @Override
    public String model(Declaration.Model decl) {
        return "model " + decl.name().text()
                + decl.signature().map(this::signature).orElse("") + branches(List.of(decl.body()), "\n");
    }

    private String signature(Signature signature) {
        return " (" + ports(signature.inputs()) + ") -> (" + ports(signature.outputs()) + ")";
    }

    private String ports(List<Signature.Port> ports) {
        return ports.stream().map(this::port).collect(Collectors.joining(", "));
    }

    private String port(Signature.Port port) {
        return port.name().map(name -> name.text() + ": ").orElse("")
                + port.type().elements().map(Identifier::text).orElse("")
                + port.type().sizes().map(this::sizes).orElse("");
    }

    private String branches(List<Chain> branches, String newLine) {
        String inner = newLine + "  ";
        return branches.stream()
                .map(branch -> branch.items().stream()
                        .map(item -> inner + item(item, inner))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(newLine + "|", " <", newLine + ">"));
    }

    private String item(Item item, String newLine) {
        String text = item instanceof Item.Layer layer ? layer(layer, newLine) : item.match(this);
        String taps = item.taps().isEmpty() ? "" : " -> " + names(item.taps());
        return annotations(item.annotations(), " ") + text + taps;
    }

    @Override
    public String from(Item.From item) {
        return "from " + names(item.names());
    }

    @Override
    public String use(Item.Use item) {
        return item.label().map(label -> label.text() + ": ").orElse("") + "use "
                + item.target().text();
    }

    @Override
    public String layer(Item.Layer item) {
        return layer(item, "\n");
    }

    private String layer(Item.Layer item, String newLine) {
        return item.label().map(label -> label.text() + ": ").orElse("")
                + item.name().text()
                + (item.hasArguments() ? arguments(item.arguments()) : "")
                + (item.branches().isEmpty() ? "" : branches(item.branches(), newLine));
    }

    private String annotations(List<Annotation> annotations, String end) {
        return annotations.stream()
                .map(a -> "@" + a.name().text() + (a.arguments().isEmpty() ? "" : arguments(a.arguments())) + end)
                .collect(Collectors.joining());
    }

    private static String names(List<Identifier> names) {
        return names.stream().map(Identifier::text).collect(Collectors.joining(", "));
    }

    private String arguments(List<Argument> arguments) {
        return arguments.stream()
                .map(a -> a.name().map(name -> name.text() + " = ").orElse("") + expr(a.value()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private String sizes(List<Signature.Size> sizes) {
        return sizes.stream()
                .map(size -> size.length().map(name -> name.text() + " <= ").orElse("") + expr(size.expr()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String list(List<Expr> elements) {
        return elements.stream().map(this::expr).collect(Collectors.joining(", ", "[", "]"));
    }

    private String expr(Expr expr) {
        return expr.match(this);
    }

    @Override
    public String integer(Expr.Int expr) {
        return expr.digits();
    }

    @Override
    public String decimal(Expr.Decimal expr) {
        return expr.digits();
    }

    @Override
    public String bool(Expr.Bool expr) {
        return String.valueOf(expr.value());
    }

    @Override
    public String none(Expr.None expr) {
        return "none";
    }

    @Override
    public String text(Expr.Text expr) {
        return quoted(expr.value());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }

    @Override
    public String reference(Expr.Reference expr) {
        return expr.name().text() + (expr.hasArguments() ? arguments(expr.arguments()) : "");
    }

    @Override
    public String list(Expr.ListOf expr) {
        return list(expr.elements());
    }

    @Override
    public String names(Expr.NameList expr) {
        return "(" + names(expr.names()) + ")";
    }

    @Override
    public String negation(Expr.Negation expr) {
        return "(-" + expr(expr.operand()) + ")";
    }

    @Override
    public String binary(Expr.Binary expr) {
        return "(" + expr(expr.left()) + " " + expr.operator() + " " + expr(expr.right()) + ")";
    }
}
