package dev.nacre.examples.benchmarks.contestant.onnx;

/** Types of elements, by their numbers in {@code onnx.proto}. */
enum OnnxType {
    FLOAT(1),
    INT32(6),
    INT64(7);

    private final int number;

    OnnxType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
