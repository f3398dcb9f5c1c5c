package dev.nacre.compiler.generated;

import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a model with lengths, written again with a number for each. */
final class LengthTexts {

    private static final Pattern DECLARED = Pattern.compile("\\b([A-Z]) <= [^,\\]]+");

    private LengthTexts() {}

    /** The lengths in the order of the inputs. */
    static List<Length> lengths(Network network) {
        return network.inputs().stream()
                .filter(port -> port.shape().hasLength())
                .map(port -> port.shape().firstLength())
                .distinct()
                .toList();
    }

    /** So long, or as long as the bound allows. */
    static Map<String, Integer> sizes(Network network, int length) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Length each : lengths(network)) {
            int wanted = Math.max(length + 2 * sizes.size(), Lengths.of(network).least(each));
            sizes.put(each.name(), Math.min(wanted, each.bound()));
        }
        return sizes;
    }

    /** With these sizes, under other names. */
    static String fixed(String text, String behind, Map<String, Integer> sizes) {
        Matcher declared = DECLARED.matcher(text);
        String fixed = declared.replaceAll("$1");
        return SizeFormula.replaced(fixed, sizes)
                .replace("@stream ", "")
                .replaceAll("model (\\w+)", "model $1" + behind);
    }
}
