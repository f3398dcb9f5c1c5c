package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.List;
import java.util.Optional;

/** The argument {@code mask} of attention, {@code int[s]}: 1 for each key that may be seen, 0 for each other one. */
final class KeyMask {

    private static final String MASK = "mask";

    private KeyMask() {}

    static Formal formal() {
        return Formal.values(MASK, "which rows may be seen", "present");
    }

    static boolean isGiven(LayerSite site) {
        return !site.named(MASK).isEmpty();
    }

    /**
     * Whether there is a number for each key, if there is a mask; reported when not.
     *
     * @param keys the shape of the keys, [s, e]
     */
    static boolean fits(LayerSite site, Shape keys) {
        return site.named(MASK).stream().allMatch(mask -> fits(site, mask, keys.select(List.of(0))));
    }

    private static boolean fits(LayerSite site, LayerInput mask, Shape needed) {
        String help = "a mask has a 1 for each row that may be seen, and a 0 for each other one";
        if (mask.elements() != ElementType.INT) {
            site.unfit(
                    MASK,
                    mask,
                    DiagnosticCode.NN258,
                    site.title() + " takes integers for a mask, but receives floats: " + mask.type(),
                    Optional.of("declare the port as `int" + needed + "`; " + help));
        } else if (!mask.shape().equals(needed)) {
            site.unfit(
                    MASK,
                    mask,
                    DiagnosticCode.NN209,
                    site.title() + " needs a mask int" + needed
                            + ", an integer for each row that is looked at, but receives " + mask.type(),
                    Optional.of(help));
        }
        return mask.elements() == ElementType.INT && mask.shape().equals(needed);
    }
}
