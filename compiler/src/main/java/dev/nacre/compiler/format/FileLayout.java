package dev.nacre.compiler.format;

import dev.nacre.compiler.parse.SyntaxToken;
import java.util.ArrayList;
import java.util.List;

/**
 * A file as a document: its declarations, and the comments and blank lines between them. Models and blocks have blank lines
 * around them, unless those of a single line stand together in the source.
 */
final class FileLayout {

    private final TokenLayout tokens;
    private final List<Doc> parts = new ArrayList<>();

    private FileLayout(GappedTokens tokens) {
        this.tokens = new TokenLayout(tokens);
    }

    /** The document of a file; ends with a line end if there is anything in it. */
    static Doc of(GappedTokens tokens) {
        FileLayout layout = new FileLayout(tokens);
        layout.declarations();
        layout.end();
        return new Doc.Concat(layout.parts);
    }

    private void declarations() {
        DeclarationLayout declarations = new DeclarationLayout(tokens);
        boolean wasTall = false;
        while (!tokens.atEnd()) {
            Gap gap = tokens.gap();
            Doc declaration = Doc.concat(tokens.leading(), declarations.declaration());
            boolean hasBody = tokens.isBehind(">");
            boolean isTall = hasBody && declaration.measure().width() > Renderer.WIDTH;
            between(gap, wasTall || isTall || (hasBody && isDocumented(gap)));
            parts.add(declaration);
            wasTall = isTall;
        }
    }

    private static boolean isDocumented(Gap gap) {
        return gap.rows().stream().flatMap(List::stream).anyMatch(SyntaxToken::isDocumentation);
    }

    /** From a declaration to the next. */
    private void between(Gap gap, boolean wantsBlank) {
        boolean addsBlank = wantsBlank && !gap.blanks().contains(true);
        comments(gap, addsBlank);
        lineEnd(gap.blanks().get(gap.rows().size()) || (addsBlank && gap.rows().isEmpty()));
    }

    private void end() {
        comments(tokens.gap(), false);
        lineEnd(false);
    }

    private void comments(Gap gap, boolean addsBlank) {
        if (!gap.trailing().isEmpty()) {
            parts.add(Doc.Remark.endingLine(Comments.row(gap.trailing())));
        }
        for (int i = 0; i < gap.rows().size(); i++) {
            lineEnd(gap.blanks().get(i) || (addsBlank && i == 0));
            parts.add(Comments.row(gap.rows().get(i)));
        }
    }

    /** Nothing at the beginning of the file. */
    private void lineEnd(boolean blank) {
        if (!parts.isEmpty()) {
            parts.add(new Doc.HardLine(blank));
        }
    }
}
