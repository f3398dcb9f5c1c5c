package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a check came to the inside of a template: the place where it is used, and how it came to that place.
 *
 * @param block the block that is used there, if it is one
 * @param span where it is used
 * @param remark what is said of the place in a message
 * @param outer how the check came to the place, empty if it stands in the model itself
 */
record UseChain(Optional<Declaration.Block> block, Span span, String remark, Optional<UseChain> outer) {

    /** Of longer chains, so many uses are shown: those nearest to the mistake, and the one in the model. */
    private static final int SHOWN = 5;

    /** The mistake with the places of all uses that led to it, the nearest one first. */
    Mistake explain(Mistake mistake) {
        List<UseChain> uses = new ArrayList<>();
        for (Optional<UseChain> use = Optional.of(this);
                use.isPresent();
                use = use.get().outer()) {
            uses.add(use.get());
        }
        Mistake explained = mistake;
        for (int i = 0; i < uses.size(); i++) {
            if (i < SHOWN - 1 || i == uses.size() - 1) {
                explained = explained.related(uses.get(i).span(), uses.get(i).remark());
            }
        }
        return uses.size() > SHOWN
                ? explained.note("uses: " + Wording.count(uses.size() - SHOWN, "more use") + " in between")
                : explained;
    }

    /** The use of the block that is still being checked here, if it is. */
    Optional<UseChain> find(Declaration.Block wanted) {
        Optional<UseChain> use = Optional.of(this);
        while (use.isPresent()
                && use.get()
                        .block()
                        .filter(found -> found.span().equals(wanted.span()))
                        .isEmpty()) {
            use = use.get().outer();
        }
        return use;
    }
}
