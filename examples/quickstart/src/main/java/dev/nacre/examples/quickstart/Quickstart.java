package dev.nacre.examples.quickstart;

/** The smallest application: a model with given weights, and one with random ones. */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String[] args) {
        Line line = Line.create(0L);
        line.parameters().get("0.weight").copyFrom(new float[] {0.1806f, -0.0349f, -0.1638f});
        line.parameters().get("0.bias").copyFrom(new float[] {-0.2685f});
        show(line);
        show(Line.create(42L));
    }

    private static void show(Line line) {
        line.parameters().forEach(System.out::println);
        System.out.println("line(1, 2, 3) = " + line.predict(new float[] {1, 2, 3})[0]);
        System.out.println("relu(50) = " + relu(50) + ", relu(-50) = " + relu(-50));
    }

    private static float relu(float x) {
        return Rectifier.create(0L).predict(new float[] {x})[0];
    }
}
