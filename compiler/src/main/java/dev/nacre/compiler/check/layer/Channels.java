package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that the input of a layer is an image or a sequence whose first axis counts its channels. */
final class Channels {

    private Channels() {}

    /** Whether so many axes are behind the channels; reported with what to write instead when not. */
    static boolean areBefore(LayerSite site, int axes) {
        return areBefore(site, axes, axes == 1 ? "[c, l]" : "[c, h, w]");
    }

    /** As above, for a layer that messages say to take {@code forms}. */
    static boolean areBefore(LayerSite site, int axes, String forms) {
        return site.hasAxes(forms, axes + 1, help(site, axes));
    }

    private static Optional<String> help(LayerSite site, int axes) {
        Shape input = site.input();
        Optional<String> sibling = sibling(site, input.rank() - 1)
                .map(name -> Wording.quoted(name) + " for " + (axes == 1 ? "an image [c, h, w]" : "a sequence [c, l]"));
        if (input.hasLength()) {
            return sibling.map(name -> "write " + name);
        } else if (input.rank() == axes) {
            List<Integer> sizes = new ArrayList<>(List.of(1));
            sizes.addAll(input.sizes());
            return Optional.of("write `reshape(" + sizes + ")` before it for one channel"
                    + sibling.map(name -> ", or " + name).orElse(""));
        } else if (input.rank() == 1) {
            return Optional.of("write `reshape([c, h, w])` before it, with sizes whose product is " + input.last());
        }
        return sibling.map(name -> "write " + name);
    }

    /** The layer that is the same for so many axes: {@code conv1d} for {@code conv2d}. */
    private static Optional<String> sibling(LayerSite site, int axes) {
        String name = Names.normalized(site.item().name().text());
        return Optional.of(name.substring(0, name.length() - 2) + axes + "d")
                .flatMap(LayerCatalogue::find)
                .map(LayerRule::name);
    }
}
