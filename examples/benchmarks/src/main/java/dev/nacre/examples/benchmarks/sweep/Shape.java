package dev.nacre.examples.benchmarks.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The shape of a network of one linear layer. */
record Shape(int inputs, int outputs) {

    private static final List<Integer> SIZES = List.of(1, 2, 3, 7, 10, 16, 31, 64, 100, 128, 257, 512, 1000, 1024);

    private static final int TILE = 16;

    /** All that are to be measured. */
    static List<Shape> all() {
        return SIZES.stream()
                .flatMap(inputs -> SIZES.stream().map(outputs -> new Shape(inputs, outputs)))
                .toList();
    }

    /** Those, and the neighbours that they are compared with, which come first. */
    static List<Shape> withNeighbours() {
        TreeSet<Shape> shapes =
                new TreeSet<>(Comparator.comparing(Shape::neighbour, bySize()).thenComparing(bySize().reversed()));
        shapes.addAll(all());
        all().forEach(shape -> shapes.add(shape.neighbour()));
        return List.copyOf(shapes);
    }

    private static Comparator<Shape> bySize() {
        return Comparator.comparingInt(Shape::inputs).thenComparingInt(Shape::outputs);
    }

    /** The next larger shape that consists of full tiles only: a kernel could always do what it does for that one. */
    Shape neighbour() {
        return new Shape(fullTiles(inputs), fullTiles(outputs));
    }

    private static int fullTiles(int size) {
        return (size + TILE - 1) / TILE * TILE;
    }

    String modelName() {
        return "Linear" + inputs + "To" + outputs;
    }

    /** Its model in the language. */
    String model() {
        return "model " + modelName() + " < linear(" + inputs + "," + outputs + ") >\n";
    }

    double multiplyAdds(int batch) {
        return (double) batch * inputs * outputs;
    }

    @Override
    public String toString() {
        return inputs + "→" + outputs;
    }
}
