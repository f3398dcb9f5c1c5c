package dev.nacre.compiler.random;

import java.util.List;

/** Makes a value of some shape out of the current one. */
final class Adapter {

    private final Growth growth;

    Adapter(Growth growth) {
        this.growth = growth;
    }

    void to(List<Integer> shape) {
        Value value = growth.value();
        if (value.integers()) {
            step(DenseLayers.embedding(flat(), growth.dice, 2));
        } else if (value.shape().equals(shape)) {
            return;
        }
        if (!isNear(shape)) {
            flatten();
            size(Value.floats(shape).elements());
        }
        if (!growth.value().shape().equals(shape)) {
            step(ShapeLayers.reshape(growth.value(), shape, growth.dice));
        }
    }

    private Value flat() {
        flatten();
        return growth.value();
    }

    private void flatten() {
        if (growth.value().rank() != 1) {
            step(ShapeLayers.flatten(growth.value()));
        }
    }

    /** Whether one layer can do it, which is then added, for the same rank. */
    private boolean isNear(List<Integer> shape) {
        Value value = growth.value();
        int rank = value.rank();
        if (rank == 0 || rank != shape.size()) {
            return false;
        }
        int last = shape.get(rank - 1);
        if (value.with(rank - 1, last).shape().equals(shape) && isSmall(value.last(), last, value.elements() * last)) {
            step(DenseLayers.linear(value, growth.dice, last));
            return true;
        }
        boolean image = rank == 2 || rank == 3;
        if (image
                && value.with(0, shape.get(0)).shape().equals(shape)
                && isSmall(value.size(0), shape.get(0), value.elements() * shape.get(0))) {
            Item item = Item.of("conv" + (rank - 1) + "d", String.valueOf(shape.get(0)), "1");
            step(new Step(item, Value.floats(shape)));
            return true;
        }
        return false;
    }

    private static boolean isSmall(int in, int out, int products) {
        return in * out <= Weights.MOST_PARAMETERS && products <= Weights.MOST_PRODUCTS;
    }

    /** Makes a row of so many elements out of a row. */
    private void size(int size) {
        int elements = growth.value().elements();
        if (elements == size) {
            return;
        } else if (isSmall(elements, size, elements * size)) {
            step(DenseLayers.linear(growth.value(), growth.dice, size));
        } else {
            step(ShapeLayers.reshape(growth.value(), List.of(1, elements), growth.dice));
            step(new Step(Item.of("adaptive_avgpool1d", String.valueOf(size)), Value.floats(1, size)));
        }
    }

    private void step(Step step) {
        growth.put(step.item(), step.after());
    }
}
