package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.source.Diagnostic.Related;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;

/** The mistakes between the items of chains, and between branches. */
final class ChainDiagnosis {

    private final Findings findings;
    private final NameDiagnosis names;
    private final ItemDiagnosis items;

    ChainDiagnosis(Findings findings, ExprDiagnosis exprs) {
        this.findings = findings;
        this.names = new NameDiagnosis(findings);
        this.items = new ItemDiagnosis(findings, exprs, this);
    }

    /** The body of a model or a block, which has no branches. */
    void body(Group group) {
        group.children().stream()
                .filter(tree -> tree.first().is("|"))
                .findFirst()
                .ifPresent(bar -> findings.add(
                        Finding.of(DiagnosticCode.NN145, bar.span(), "a body has no branches to separate with `|`")
                                .help("branches belong to a layer that joins them, such as `sum < a | b >`")));
        branches(group);
    }

    /** Chains between {@code |}. */
    void branches(Group group) {
        List<TokenTree> branch = new ArrayList<>();
        Span before = group.open().span();
        for (TokenTree tree : group.children()) {
            if (tree.first().is("|")) {
                chain(new Cursor(branch, before));
                branch = new ArrayList<>();
                before = tree.span();
            } else {
                branch.add(tree);
            }
        }
        chain(new Cursor(branch, before));
    }

    private void chain(Cursor cursor) {
        List<Span> commas = new ArrayList<>();
        while (!cursor.atEnd()) {
            if (cursor.is(";")) {
                empty(cursor);
            } else {
                item(cursor, commas);
            }
        }
        commas(commas);
    }

    /** One mistake for several {@code ;} in a row. */
    private void empty(Cursor cursor) {
        Span first = cursor.next().span();
        Span last = first;
        while (cursor.is(";")) {
            last = cursor.next().span();
        }
        findings.add(Finding.of(DiagnosticCode.NN142, first.to(last), "a layer is missing before this `;`")
                .help("remove the `;`"));
    }

    private void item(Cursor cursor, List<Span> commas) {
        if (!items.item(cursor)) {
            inside(cursor.skipTo(";"));
        }
        if (cursor.atEnd() || cursor.accept(";")) {
            return;
        }
        if (cursor.is(",")) {
            commas.add(cursor.next().span());
        } else if (ItemDiagnosis.begins(cursor)) {
            missingSemicolon(cursor);
        } else {
            items.unexpectedAfter(cursor);
            inside(cursor.skipTo(";"));
            cursor.accept(";");
        }
    }

    /** Text that is left alone may still have bodies with mistakes of their own. */
    void inside(List<TokenTree> skipped) {
        for (TokenTree tree : skipped) {
            if (tree instanceof Group group && group.open().is("<")) {
                branches(group);
            }
        }
    }

    private void missingSemicolon(Cursor cursor) {
        String next = cursor.is("@") && cursor.is(1, Kind.NAME) ? "an annotation" : NameDiagnosis.shown(cursor);
        Finding finding = Finding.of(DiagnosticCode.NN140, cursor.gap(), "missing `;` before " + next);
        boolean isFurther = cursor.here().line() > cursor.gap().line();
        findings.add(isFurther ? finding.with(cursor.here(), "the next layer") : finding);
    }

    private void commas(List<Span> commas) {
        if (commas.isEmpty()) {
            return;
        }
        Finding finding = Finding.of(DiagnosticCode.NN141, commas.get(0), "layers are separated by `;`, not `,`");
        List<Related> more = commas.stream()
                .skip(1)
                .limit(3)
                .map(c -> new Related(c, "here too"))
                .toList();
        for (Related related : more) {
            finding = finding.with(related.span(), related.remark());
        }
        findings.add(finding);
    }

    /** Says that {@code cursor} is at text that no item contains. */
    boolean unexpected(Cursor cursor) {
        return names.unexpected(cursor, "in a chain of layers");
    }
}
