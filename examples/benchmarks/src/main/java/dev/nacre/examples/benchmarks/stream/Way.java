package dev.nacre.examples.benchmarks.stream;

/** Who goes through a sequence. */
enum Way {
    NACRE("Nacre"),
    ONNXRUNTIME("ONNX Runtime"),
    PLAIN("by hand in Java");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
