package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares what a file holds with what a model needs, and reports all differences at once. */
final class CheckpointMatch {

    private static final int MOST_LINES = 30;
    /** Looking for near names compares each missing one with each unexpected one. */
    private static final int MOST_COMPARED = 100;

    private final ModelSpec spec;
    private final Map<String, SafetensorsEntry> entries;
    private final List<String> problems = new ArrayList<>();

    private CheckpointMatch(ModelSpec spec, Map<String, SafetensorsEntry> entries) {
        this.spec = spec;
        this.entries = entries;
    }

    /**
     * Passes if a file has exactly a model's tensors.
     *
     * @throws ModelFormatException with every difference otherwise
     */
    static void check(ModelSpec spec, SafetensorsFile file) throws ModelFormatException {
        List<String> problems = new CheckpointMatch(spec, file.header().entries()).problems();
        if (!problems.isEmpty()) {
            String more = problems.size() > MOST_LINES ? "\n  and " + (problems.size() - MOST_LINES) + " more" : "";
            throw new ModelFormatException(problems.stream()
                    .limit(MOST_LINES)
                    .collect(Collectors.joining("\n  ", file.name() + " does not fit " + spec.name() + ":\n  ", more)));
        }
    }

    private List<String> problems() {
        List<String> unexpected = new ArrayList<>(entries.keySet());
        unexpected.removeAll(spec.parameters().stream().map(ParameterSpec::name).collect(Collectors.toSet()));
        List<String> candidates = unexpected.subList(0, Math.min(unexpected.size(), MOST_COMPARED));
        for (ParameterSpec parameter : spec.parameters()) {
            SafetensorsEntry entry = entries.get(parameter.name());
            if (entry == null) {
                missing(parameter, candidates);
            } else {
                compare(parameter, entry);
            }
        }
        for (String name : unexpected) {
            problems.add("unexpected " + Quoted.of(name));
        }
        return problems;
    }

    private void missing(ParameterSpec parameter, List<String> candidates) {
        String hint = problems.size() < MOST_LINES
                ? NearestNames.of(parameter.name(), candidates)
                        .map(names -> "; the file has " + names)
                        .orElse("")
                : "";
        problems.add("missing " + Quoted.of(parameter.name()) + " " + parameter.shape() + hint);
    }

    private void compare(ParameterSpec parameter, SafetensorsEntry entry) {
        String name = Quoted.of(parameter.name());
        if (!entry.hasShape(parameter.shape())) {
            problems.add(name + ": expected shape " + parameter.shape() + ", found " + entry.shapeText());
        }
        if (!entry.type().isFloat()) {
            problems.add(name + ": expected F32, F64, F16 or BF16, found " + entry.type());
        }
    }
}
