package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.contestant.nacre.NacreContestant;
import dev.nacre.examples.benchmarks.contestant.onnx.OnnxRuntimeContestant;
import dev.nacre.examples.benchmarks.contestant.pytorch.PyTorchContestant;
import dev.nacre.examples.benchmarks.contestant.tensorflow.TensorFlowContestant;
import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.problem.Cell;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Who takes part; the libraries themselves are loaded only by {@link #enter}. */
public enum Entrant {
    NACRE("Nacre", threads -> new NacreContestant(), cell -> true),
    ONNXRUNTIME("ONNX Runtime", threads -> new OnnxRuntimeContestant(), cell -> !cell.work()
            .learns()),
    TENSORFLOW("TensorFlow", threads -> new TensorFlowContestant(), Entrant::goesStraight),
    PYTORCH("DJL PyTorch", PyTorchContestant::new, Entrant::goesStraight);

    private static final Set<Network> STRAIGHT = Set.of(Network.A, Network.B, Network.C, Network.D, Network.E);

    private final String title;
    private final IntFunction<Contestant> library;
    private final Predicate<Cell> part;

    Entrant(String title, IntFunction<Contestant> library, Predicate<Cell> part) {
        this.title = title;
        this.library = library;
        this.part = part;
    }

    /** As on the command line: the name in lower case. */
    public static Entrant parse(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public String title() {
        return title;
    }

    /** Whether its library can do a cell's work, and was written for it here. */
    public boolean takesPartIn(Cell cell) {
        return part.test(cell);
    }

    /** See {@link ImageCases}. */
    private static boolean goesStraight(Cell cell) {
        return STRAIGHT.contains(cell.network());
    }

    /** Starts the library, which may use so many threads in this JVM. */
    public Contestant enter(int threads) {
        return library.apply(threads);
    }
}
