package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives models and ports all names that occur in generated code, and such that are near to them, and compiles those that the
 * checker lets through; see {@code docs/campaigns.md}.
 */
public final class OddNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final int TOGETHER = 40;

    /** Models whose classes have most of what there is in one. */
    private static final String SOURCE = """
            model Several (a: [3], ids: int[2]) -> (b: [2], c: [4]) <
              from ids; embedding(5, 3); mean(dim = 0) -> e; from (a, e); sum; batchnorm1d; dropout;
              linear(2) -> b; gelu; linear(4) -> c
            >
            model Image (x: [2,6,6]) < conv2d(3, 3); relu; maxpool2d(2); flatten; softmax; linear(2) >
            model Rows (x: [4,3]) < layernorm; lstm(3); multihead_attention(1); last >
            """;

    private int used;
    private int refused;
    private int faults;

    private OddNames() {}

    /**
     * One argument: for how many minutes new names are tried, which are in an order that is always the same. Ends with status 1
     * if javac had something against a name.
     */
    public static void main(String[] arguments) {
        OddNames campaign = new OddNames();
        List<String> names = new ArrayList<>(names());
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 60_000_000_000L;
        Collections.shuffle(names, new Random(1));
        int tried = 0;
        while (tried < names.size() && System.nanoTime() < end) {
            int next = Math.min(names.size(), tried + TOGETHER);
            campaign.check(names.subList(tried, next));
            tried = next;
        }
        System.out.println(tried + " of " + names.size() + " names: " + campaign.used + " models compiled, "
                + campaign.refused + " refused; faults: " + campaign.faults);
        System.exit(campaign.faults == 0 ? 0 : 1);
    }

    /** All words in the Java of some models, in every spelling that the compiler may make of another. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = NnCompiler.check(List.of(new SourceFile("odd.nn", "test", SOURCE)), diagnostics);
        CompiledModels.of(networks, Set.of(Target.SCALAR, Target.S256))
                .sources()
                .forEach(source -> {
                    Matcher words = NAME.matcher(source.text());
                    while (words.find()) {
                        String word = words.group();
                        names.add(word);
                        names.add(word.toLowerCase(Locale.ROOT));
                        names.add(Character.toUpperCase(word.charAt(0)) + word.substring(1));
                        names.add(word + "1");
                        names.add(word + "o");
                        names.add(word + "_");
                    }
                });
        return names;
    }

    private void check(List<String> names) {
        StringBuilder text = new StringBuilder();
        Set<String> classes = new HashSet<>();
        int number = 0;
        for (String name : names) {
            for (String model : List.of(
                    "model In" + number + " (" + name
                            + ": [3]) -> (out: [2], other: [2]) < linear(2) -> out; tanh -> other >\n",
                    "model Out" + number + " (in: [3], also: [3]) -> (" + name + ": [2]) < sum; lin: linear(2) >\n",
                    "model Both" + number + " (x: [3]) -> (" + name + ": [2], z: [2]) < linear(2) -> " + name
                            + "; relu -> z >\n",
                    "model " + name + " (x: [3]) -> (y: [2]) < " + name + ": linear(2) >\n")) {
                boolean isNew = classes.add(withoutTarget(model.split(" ", 3)[1].toLowerCase(Locale.ROOT)));
                if (isNew && networks(model).isPresent()) {
                    text.append(model);
                    used++;
                } else {
                    refused++;
                }
            }
            number++;
        }
        try {
            List<String> warnings = CompiledModels.of(networks(text.toString()).orElseThrow(), Set.of(Target.SCALAR))
                    .warnings();
            if (!warnings.isEmpty()) {
                fault(names, warnings.toString());
            }
        } catch (RuntimeException | AssertionError e) {
            fault(names, e.toString());
        }
    }

    /** {@code image} of {@code imagescalar}, which is also the class with the loops of {@code image}. */
    private static String withoutTarget(String name) {
        return name.replaceAll("(scalar|512|256|128)+$", "");
    }

    private void fault(List<String> names, String reason) {
        faults++;
        System.out.println(names + ": " + reason);
    }

    /** The models, if nothing is wrong with any of them. */
    private static Optional<List<Network>> networks(String text) {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = NnCompiler.check(List.of(new SourceFile("odd.nn", "test", text)), diagnostics);
        return diagnostics.isEmpty() ? Optional.of(networks) : Optional.empty();
    }
}
