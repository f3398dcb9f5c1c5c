package dev.nacre.compiler.generated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of what PyTorch computes at the edges: signed zeros, NaN, infinities, subnormals, the largest numbers, kinks. It is
 * text, made by {@code edges.py} beside it.
 */
record EdgeTable(List<Section> sections) {

    /** A layer, as {@code .nn} text, and its rows. */
    record Section(String layer, List<Row> rows) {

        /** The rows' inputs, one after the other. */
        float[] inputs() {
            float[] all = new float[rows.size() * inputWidth()];
            for (int i = 0; i < all.length; i++) {
                all[i] = rows.get(i / inputWidth()).input().get(i % inputWidth());
            }
            return all;
        }

        int inputWidth() {
            return rows.get(0).input().size();
        }

        int outputWidth() {
            return rows.get(0).columns().get(0).size();
        }
    }

    /** An input, and columns: the output, and the input's gradients for several gradients of the output. */
    record Row(String text, List<Float> input, List<List<Expected>> columns) {}

    /** A result, or two where PyTorch contradicts itself, that for single elements first. */
    record Expected(List<Float> alternatives) {

        static Expected of(String text) {
            return new Expected(numbers(text.split("/")));
        }

        boolean isNear(float value, EdgeRounding rounding) {
            return alternatives.stream().anyMatch(alternative -> rounding.allows(alternative, value));
        }

        @Override
        public String toString() {
            return alternatives.toString();
        }
    }

    /** The sections of some layers. */
    EdgeTable only(String layers) {
        return new EdgeTable(sections.stream()
                .filter(section -> section.layer().matches(layers))
                .toList());
    }

    static EdgeTable of(String resource) {
        List<Section> sections = new ArrayList<>();
        for (String line : EveryOperation.resource(resource).lines().toList()) {
            if (line.startsWith("  ")) {
                sections.get(sections.size() - 1).rows().add(row(line.strip()));
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                sections.add(new Section(line, new ArrayList<>()));
            }
        }
        return new EdgeTable(sections);
    }

    private static Row row(String line) {
        String[] parts = line.split(" \\| ");
        List<List<Expected>> columns = Arrays.stream(parts)
                .skip(1)
                .map(part -> Arrays.stream(part.split(" ")).map(Expected::of).toList())
                .toList();
        return new Row(parts[0], numbers(parts[0].split(" ")), columns);
    }

    private static List<Float> numbers(String[] texts) {
        return Arrays.stream(texts).map(Float::valueOf).toList();
    }
}
