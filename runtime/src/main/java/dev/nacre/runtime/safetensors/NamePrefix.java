package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.argument.Quoted;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A prefix that makes a file's names differ from a model's: wrapping a PyTorch module puts one before all its names, and
 * saving a part of it leaves one out.
 *
 * @param text the prefix with its dot
 * @param inFile whether the file's names have it; else the model's do
 * @param count how many names it explains
 */
record NamePrefix(String text, boolean inFile, int count) {

    private static final Map<String, String> WRAPPERS =
            Map.of("module.", "nn.DataParallel", "_orig_mod.", "torch.compile");

    /** Longer names, which no module gives, are not searched. */
    private static final int LONGEST = 200;

    /** The prefix that explains most of the missing names, if it is more than half of them. */
    static Optional<NamePrefix> between(Set<String> missing, Set<String> unexpected) {
        return before(unexpected, missing, true)
                .or(() -> before(missing, unexpected, false))
                .filter(prefix -> 2 * prefix.count > missing.size());
    }

    /** The prefix that most of the long names have before one of the short ones. */
    private static Optional<NamePrefix> before(Collection<String> longNames, Set<String> shortNames, boolean inFile) {
        Map<String, Integer> counts = new HashMap<>();
        for (String name : longNames) {
            if (name.length() <= LONGEST) {
                for (int end = name.indexOf('.') + 1; end > 0; end = name.indexOf('.', end) + 1) {
                    if (shortNames.contains(name.substring(end))) {
                        counts.merge(name.substring(0, end), 1, Integer::sum);
                    }
                }
            }
        }
        NamePrefix best = new NamePrefix("", inFile, 0);
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            int order = Integer.compare(entry.getValue(), best.count);
            if (order > 0 || (order == 0 && entry.getKey().compareTo(best.text) < 0)) {
                best = new NamePrefix(entry.getKey(), inFile, entry.getValue());
            }
        }
        return best.count == 0 ? Optional.empty() : Optional.of(best);
    }

    /** The name in the file for one of the model's, if the prefix is the difference; else something else. */
    String inFile(String name) {
        if (inFile) {
            return text + name;
        }
        return name.startsWith(text) ? name.substring(text.length()) : name;
    }

    /** What is wrong and how to change it. */
    String advice() {
        String quoted = Quoted.of(text);
        if (!inFile) {
            return "prefix " + quoted + " missing before " + names() + " in the file; in Python, {" + quoted
                    + " + name: tensor for name, tensor in state.items()} adds it";
        }
        String wrapper = WRAPPERS.get(text);
        return "prefix " + quoted + " before " + names() + " in the file"
                + (wrapper == null ? "" : ", which " + wrapper + " adds")
                + "; in Python, {name.removeprefix(" + quoted
                + "): tensor for name, tensor in state.items()} strips it";
    }

    private String names() {
        return count == 1 ? "1 name" : count + " names";
    }
}
