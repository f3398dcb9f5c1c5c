package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.check.layer.LayerCatalogue;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What somebody may have meant by the name of a layer that does not exist. */
final class KnownNames {

    /** What other frameworks and languages say for it. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("cat", "write `concat`"),
            Map.entry("concatenate", "write `concat`"),
            Map.entry("hstack", "write `concat`"),
            Map.entry("stack", "write `concat`"),
            Map.entry("dense", "write `linear`"),
            Map.entry("fullyconnected", "write `linear`"),
            Map.entry("multiply", "write `mul`"),
            Map.entry("prod", "write `mul`"),
            Map.entry("product", "write `mul`"),
            Map.entry("average", "write `mean`"),
            Map.entry("avg", "write `mean`"),
            Map.entry("conv", "write `conv1d` or `conv2d`"),
            Map.entry("batchnorm", "write `batchnorm1d` or `batchnorm2d`"),
            Map.entry("maxpool", "write `maxpool1d` or `maxpool2d`"),
            Map.entry("maxpooling2d", "write `maxpool2d`"),
            Map.entry("avgpool", "write `avgpool1d` or `avgpool2d`"),
            Map.entry("averagepooling2d", "write `avgpool2d`"),
            Map.entry("globalaveragepooling2d", "write `global_avgpool2d`"),
            Map.entry("globalmaxpooling2d", "write `global_maxpool2d`"),
            Map.entry("interpolate", "write `upsample`"),
            Map.entry("attention", "write `multihead_attention`"),
            Map.entry("selfattention", "write `multihead_attention`"),
            Map.entry("mha", "write `multihead_attention`"),
            Map.entry("dotproductattention", "write `scaled_dot_product_attention`"),
            Map.entry("sdpa", "write `scaled_dot_product_attention`"),
            Map.entry("positionalembedding", "write `position`"),
            Map.entry("positionalencoding", "write `position`"),
            Map.entry("view", "write `reshape`"),
            Map.entry("squeeze", "write `reshape` with the sizes that remain"),
            Map.entry("unsqueeze", "write `reshape` with a size of 1 more"),
            Map.entry("permute", "write `transpose`, which lets two dimensions change places"),
            Map.entry("amax", "write `max`"),
            Map.entry("swish", "write `silu`"),
            Map.entry("skip", "write `residual < … >` to add the input to what layers make of it"),
            Map.entry("shortcut", "write `residual < … >` to add the input to what layers make of it"),
            Map.entry("parallel", "branches belong to what joins them: `sum < a | b >`, `concat < a | b >`"),
            Map.entry("branch", "branches belong to what joins them: `sum < a | b >`, `concat < a | b >`"),
            Map.entry("branches", "branches belong to what joins them: `sum < a | b >`, `concat < a | b >`"),
            Map.entry("sequential", "layers follow each other with `;`; `chain < a; b >` groups them"),
            Map.entry("group", "`chain < a; b >` groups layers"),
            Map.entry("loop", "`repeat(n) < … >` makes n copies"),
            Map.entry("times", "`repeat(n) < … >` makes n copies"),
            Map.entry("modulelist", "`repeat(n) < … >` makes n copies"),
            Map.entry("identity", "an empty branch is the identity; elsewhere it can be left out"),
            Map.entry("input", "the signature of the model declares its inputs: `model Name (x: [3]) < … >`"),
            Map.entry(
                    "output",
                    "the signature of the model declares its outputs: `model Name (x: [3]) -> (y: [1]) < … >`"),
            Map.entry("activation", "write the activation itself, such as `relu`"));

    private KnownNames() {}

    /** Whether a layer, a combinator or a block of the file has the name. */
    static boolean isLayer(String name, FileContext context) {
        return LayerCatalogue.find(name).isPresent()
                || Combinator.find(name).isPresent()
                || context.names().find(name, Declaration.Block.class).isPresent();
    }

    /** Help for a layer whose name means nothing. */
    static Optional<String> help(ItemSite site) {
        QualifiedName name = site.item().name();
        FileContext context = site.context();
        return (name.parts().size() == 1 ? otherThing(name.parts().get(0), site) : prefixed(name, context))
                .or(() -> context.names().importHint(name, Declaration.Block.class))
                .or(() -> NearestName.hint(name.text(), layers(context)));
    }

    private static List<String> layers(FileContext context) {
        List<String> known = new ArrayList<>(LayerCatalogue.names());
        known.addAll(Combinator.names());
        known.addAll(context.names().visible(Declaration.Block.class));
        return known;
    }

    /** {@code nn.ReLU}: a layer behind a name that is not an import's. */
    private static Optional<String> prefixed(QualifiedName name, FileContext context) {
        String last = FileNames.last(name).text();
        boolean isImport = context.names().isAlias(name.parts().get(0).text());
        return Optional.of(last)
                .filter(layer -> !isImport && isLayer(layer, context))
                .map(layer -> "write " + Wording.quoted(layer));
    }

    /** A name that stands for something, but not for a layer. */
    private static Optional<String> otherThing(Identifier identifier, ItemSite site) {
        String name = identifier.text();
        FileContext context = site.context();
        LocalNames names = site.body().names();
        if (names.value(name).isPresent()) {
            return Optional.of("it is the name of a value; write `from " + name + "` to go on from it");
        } else if (names.labelled(name).isPresent()) {
            return Optional.of("it is a label; write `use " + name + "` to apply its layer again");
        } else if (context.names().isAlias(name)) {
            return Optional.of("it is an import; write `" + name + ".` and the name of a block");
        } else if (context.scope().isParameter(name)) {
            return Optional.of("it is a parameter, which stands for a value, not for a layer");
        }
        return context.names()
                .find(name)
                .flatMap(KnownNames::declared)
                .or(() ->
                        context.names().qualified(name, Declaration.Block.class).map(KnownNames::meant))
                .or(() -> Optional.ofNullable(ELSEWHERE.get(Names.normalized(name))));
    }

    private static Optional<String> declared(Declaration declaration) {
        return switch (FileNames.kind(declaration)) {
            case "const" -> Optional.of("it is a const, which stands for a value, not for a layer");
            case "model" ->
                Optional.of("it is a model, and no part of another; make it a `block`, which any model may use");
            default -> Optional.empty();
        };
    }

    static String meant(String name) {
        return "did you mean " + Wording.quoted(name) + "?";
    }
}
