package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Cell;
import java.util.Locale;
import java.util.function.IntFunction;

/** Who takes part; the libraries themselves are loaded only by {@link #enter}. */
public enum Entrant {
    NACRE("Nacre", threads -> new NacreContestant(), true),
    ONNXRUNTIME("ONNX Runtime", threads -> new OnnxRuntimeContestant(), false),
    TENSORFLOW("TensorFlow", threads -> new TensorFlowContestant(), true),
    PYTORCH("DJL PyTorch", PyTorchContestant::new, true);

    private final String title;
    private final IntFunction<Contestant> library;
    private final boolean learns;

    Entrant(String title, IntFunction<Contestant> library, boolean learns) {
        this.title = title;
        this.library = library;
        this.learns = learns;
    }

    /** As on the command line: the name in lower case. */
    public static Entrant parse(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public String title() {
        return title;
    }

    /** Whether its library can do a cell's work. */
    public boolean takesPartIn(Cell cell) {
        return learns || !cell.work().learns();
    }

    /** Starts the library, which may use so many threads in this JVM. */
    public Contestant enter(int threads) {
        return library.apply(threads);
    }
}
