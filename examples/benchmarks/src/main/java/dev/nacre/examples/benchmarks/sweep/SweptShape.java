package dev.nacre.examples.benchmarks.sweep;

/**
 * What a call takes for a shape, and for its neighbour of full tiles.
 *
 * @param seconds of a call with the whole batch
 * @param neighbourSeconds the same for the neighbour
 */
record SweptShape(Shape shape, int batch, double seconds, double neighbourSeconds) {

    double nanosecondsPerMultiplyAdd() {
        return seconds * 1e9 / shape.multiplyAdds(batch);
    }

    /** Above 1 the shape would gain from being padded to its neighbour: a cliff without excuse. */
    double timeRatio() {
        return seconds / neighbourSeconds;
    }

    /** Large for the smallest shapes, which pay for a call and have little to do. */
    double operationRatio() {
        return timeRatio() * shape.neighbour().multiplyAdds(batch) / shape.multiplyAdds(batch);
    }
}
