package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.LoadOptions;
import dev.nacre.runtime.ModelFormatException;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.ParameterSpec;
import dev.nacre.runtime.argument.NearestNames;
import dev.nacre.runtime.argument.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what a file holds with what a model needs, and reports all differences at once: in a few lines, however many they
 * are. Names that differ by one prefix count as found, and the prefix as one difference.
 */
final class CheckpointMatch {

    private static final String COUNT = "num_batches_tracked";
    private static final String MEAN = "running_mean";
    private static final int MOST_LINES = 30;
    /** Of each kind, where there are more differences than lines. */
    private static final int MOST_OF_A_KIND = 10;
    /** Of each kind, where the file is another model's: examples, which nobody corrects one by one. */
    private static final int MOST_EXAMPLES = 3;
    /** Looking for near names compares each missing one that is shown with so many unexpected ones. */
    private static final int MOST_COMPARED = 2_000;

    private final ModelSpec spec;
    private final Map<String, SafetensorsEntry> entries;
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> unexpected;
    private final Optional<NamePrefix> prefix;

    private CheckpointMatch(ModelSpec spec, Map<String, SafetensorsEntry> entries, LoadOptions options) {
        this.spec = spec;
        this.entries = entries;
        this.unexpected = new LinkedHashSet<>(entries.keySet());
        for (ParameterSpec parameter : spec.parameters()) {
            if (!unexpected.remove(parameter.name())) {
                missing.add(parameter.name());
            }
        }
        unexpected.removeIf(options::ignores);
        prefix = NamePrefix.between(missing, unexpected);
        prefix.ifPresent(this::explain);
        spec.parameters().forEach(this::ignoreCount);
    }

    /** Beside each running mean PyTorch counts batches; nothing here depends on how many there were. */
    private void ignoreCount(ParameterSpec parameter) {
        String name = parameter.name();
        if (name.endsWith(MEAN)) {
            String mean = prefix.map(difference -> difference.inFile(name)).orElse(name);
            String count = mean.substring(0, mean.length() - MEAN.length()) + COUNT;
            SafetensorsEntry entry = entries.get(count);
            if (entry != null
                    && entry.type() == SafetensorsType.I64
                    && entry.shape().isEmpty()) {
                unexpected.remove(count);
            }
        }
    }

    private void explain(NamePrefix difference) {
        missing.removeIf(name -> unexpected.remove(difference.inFile(name)));
    }

    /**
     * Passes if a file has exactly a model's tensors, apart from those that are to be ignored.
     *
     * @throws ModelFormatException with every difference otherwise
     */
    static void check(ModelSpec spec, SafetensorsFile file, LoadOptions options) throws ModelFormatException {
        List<String> lines = new CheckpointMatch(spec, file.header().entries(), options).lines();
        if (!lines.isEmpty()) {
            throw new ModelFormatException(
                    file.name() + " does not fit " + spec.name() + ":\n  " + String.join("\n  ", lines));
        }
    }

    private List<String> lines() {
        List<String> misfits = new ArrayList<>();
        for (ParameterSpec parameter : spec.parameters()) {
            entry(parameter.name()).ifPresent(entry -> compare(parameter, entry, misfits));
        }
        List<String> lines = new ArrayList<>();
        if (isOfAnotherModel()) {
            lines.add(
                    "this looks like a file of another model: %d of its %d names are unknown here, and %d of %d are missing"
                            .formatted(
                                    unexpected.size(),
                                    entries.size(),
                                    missing.size(),
                                    spec.parameters().size()));
        }
        int most = most(missing.size() + unexpected.size() + misfits.size());
        prefix.ifPresent(difference -> lines.add(difference.advice()));
        add(lines, missingOnes(most), missing.size(), "missing");
        add(lines, misfits.subList(0, Math.min(most, misfits.size())), misfits.size(), "of another shape or type");
        add(lines, unexpectedOnes(most), unexpected.size(), "unexpected");
        if (!lines.isEmpty() && missing.isEmpty() && misfits.isEmpty() && prefix.isEmpty()) {
            lines.add("LoadOptions.ignoring(…) passes over tensors that the model has no use for");
        }
        return lines;
    }

    /** Whether most names are foreign, in both directions. */
    private boolean isOfAnotherModel() {
        return 2 * unexpected.size() > entries.size()
                && 2 * missing.size() > spec.parameters().size();
    }

    private int most(int differences) {
        if (isOfAnotherModel()) {
            return MOST_EXAMPLES;
        }
        return differences > MOST_LINES ? MOST_OF_A_KIND : MOST_LINES;
    }

    private static void add(List<String> lines, List<String> shown, int all, String kind) {
        lines.addAll(shown);
        if (all > shown.size()) {
            lines.add("and " + (all - shown.size()) + " more " + kind);
        }
    }

    private Optional<SafetensorsEntry> entry(String name) {
        if (missing.contains(name)) {
            return Optional.empty();
        }
        return Optional.ofNullable(entries.get(name))
                .or(() -> prefix.map(difference -> entries.get(difference.inFile(name))));
    }

    private List<String> missingOnes(int most) {
        List<String> candidates = unexpected.stream().limit(MOST_COMPARED).toList();
        return spec.parameters().stream()
                .filter(parameter -> missing.contains(parameter.name()))
                .limit(most)
                .map(parameter -> "missing " + Quoted.of(parameter.name()) + " " + parameter.shape()
                        + NearestNames.of(parameter.name(), candidates)
                                .map(names -> "; the file has " + names)
                                .orElse(""))
                .toList();
    }

    private List<String> unexpectedOnes(int most) {
        return unexpected.stream()
                .limit(most)
                .map(name -> "unexpected " + Quoted.of(name))
                .toList();
    }

    private static void compare(ParameterSpec parameter, SafetensorsEntry entry, List<String> misfits) {
        String name = Quoted.of(entry.name());
        if (!entry.hasShape(parameter.shape())) {
            misfits.add(name + ": expected shape " + parameter.shape() + ", found " + entry.shapeText());
        }
        if (!entry.type().isFloat()) {
            misfits.add(name + ": expected F32, F64, F16 or BF16, found " + entry.type());
        }
    }
}
