package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Chain;
import dev.nacre.compiler.ast.Item;
import java.util.Optional;

/**
 * A chain at the place where it is used: the file that it is read in, what its parameters' names start with, and the names
 * that it may use.
 *
 * @param context how names and expressions in it are read, and where its mistakes go
 * @param path what the names of its parameters start with; empty for a model's own body
 * @param names the values and labels that can be seen in it
 * @param outputs the model's outputs, where a tap may give them: not inside of blocks
 * @param shared whether it is applied again, with the parameters that it has already
 * @param frozen whether its parameters are kept out of training
 * @param depth how many bodies it is in
 */
record Body(
        FileContext context,
        String path,
        LocalNames names,
        Optional<OutputValues> outputs,
        boolean shared,
        boolean frozen,
        int depth) {

    /** A model's own body. */
    static Body ofModel(FileContext context, OutputValues outputs) {
        return new Body(context, "", new LocalNames(Optional.empty()), Optional.of(outputs), false, false, 0);
    }

    /** A body written inside of this one, whose parameters' names start with {@code innerPath}. */
    Body inner(String innerPath, boolean innerFrozen) {
        return new Body(
                context,
                innerPath,
                new LocalNames(Optional.of(names)),
                outputs,
                shared,
                frozen || innerFrozen,
                depth + 1);
    }

    /** The body of a block that is used in this one: it sees nothing of what stands around the use. */
    Body ofBlock(FileContext block, String innerPath, boolean innerFrozen) {
        return new Body(
                block,
                innerPath,
                new LocalNames(Optional.empty()),
                Optional.empty(),
                shared,
                frozen || innerFrozen,
                depth + 1);
    }

    /** This body for an item of it that is applied again from {@code user}. */
    Body again(Body user, UseChain use) {
        return new Body(context.inside(use), path, names, outputs, true, frozen, user.depth + 1);
    }

    /**
     * What the parameters of an item start with: its label, or else its index, below the path of its body. An item without
     * a label that is alone in an inner body adds nothing.
     */
    String pathOf(Item.Layer item, int index, Chain chain) {
        if (item.label().isEmpty() && !path.isEmpty() && isAlone(chain)) {
            return path;
        }
        String name = item.label().map(label -> label.text()).orElseGet(() -> String.valueOf(index));
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isAlone(Chain chain) {
        return chain.items().stream()
                        .filter(Item.Layer.class::isInstance)
                        .limit(2)
                        .count()
                == 1;
    }
}
