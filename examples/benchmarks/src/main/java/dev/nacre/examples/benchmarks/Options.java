package dev.nacre.examples.benchmarks;

import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.timing.Budget;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the command line says: a mode, and {@code --name value} pairs. */
public final class Options {

    static final String USAGE = """
            arguments: [compare|paired|streams|warmup|sweep] [options]
              compare   the table of Nacre and other libraries (what it does when no mode is given)
              paired    Nacre and one other library in short windows by turns, in one JVM: quantiles of the ratio
              streams   one step of a sequence by turns with ONNX Runtime and with Java written by hand
              warmup    from the start of a JVM to the first prediction of A and to the full speed of C, E and T, and warmUp()
              sweep     Nacre alone: layers of many shapes, and which are slow beside their larger neighbours
            options
              --cells A,C/sgd,...      lines of the table, NETWORK/WORK/BATCH/THREADS or what they begin with
              --contestants nacre,...  of nacre, onnxruntime, tensorflow, pytorch
              --batches 1,31,...       of the sweep (1,2,8,31,64,1000)
              --forks N                rounds of fresh JVMs (3)
              --seconds S              of measurement, after a warm-up of 2 to 10 seconds (1)
              --quick                  one round, a fifth of a second; 20 pairs
              --java FILE              the java of the measured JVMs (this one)
              --jvm-flag FLAG          for the measured JVMs, such as -XX:UseAVX=2; may be repeated
              --simd 512|256|128|off   the width of Nacre's vectors (the processor's)
              --pairs N                pairs of windows in each JVM, of paired and streams (120)
              --neighbour              beside processes that stream through the caches, one for each other core, of paired
            """;

    private static final Set<String> MODES = Set.of("compare", "paired", "streams", "warmup", "sweep");

    private String mode = "compare";
    private List<Cell> cells = Cell.all();
    private List<Entrant> entrants = List.of(Entrant.values());
    private List<Integer> batches = List.of(1, 2, 8, 31, 64, 1000);
    private int forks = 3;
    private double seconds = 1;
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final List<String> jvmFlags = new ArrayList<>();
    private String simd = "";
    private int pairs = 120;
    private boolean neighbour;

    private Options() {}

    /** Reads the arguments; an {@link IllegalArgumentException} says what is wrong with them. */
    static Options parse(List<String> arguments) {
        Options options = new Options();
        Deque<String> rest = new ArrayDeque<>(arguments);
        if (!rest.isEmpty() && !rest.peek().startsWith("-")) {
            options.mode = rest.pop();
            if (!MODES.contains(options.mode)) {
                throw new IllegalArgumentException("unknown mode " + options.mode);
            }
        }
        while (!rest.isEmpty()) {
            options.read(rest.pop(), rest);
        }
        return options;
    }

    private void read(String name, Deque<String> rest) {
        if (name.equals("--quick")) {
            forks = 1;
            seconds = 0.2;
            pairs = 20;
            return;
        }
        if (name.equals("--neighbour")) {
            neighbour = true;
            return;
        }
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("expected a value after " + name);
        }
        String value = rest.pop();
        switch (name) {
            case "--cells" -> cells = cells(value);
            case "--contestants" -> entrants = list(value).map(Entrant::parse).toList();
            case "--batches" -> batches = list(value).map(Integer::valueOf).toList();
            case "--forks" -> forks = Integer.parseInt(value);
            case "--seconds" -> seconds = Double.parseDouble(value);
            case "--java" -> java = Path.of(value);
            case "--jvm-flag" -> jvmFlags.add(value);
            case "--simd" -> simd = value;
            case "--pairs" -> pairs = Integer.parseInt(value);
            default -> throw new IllegalArgumentException("unknown option " + name);
        }
    }

    private static List<Cell> cells(String value) {
        List<String> beginnings = list(value).toList();
        List<Cell> chosen = Cell.all().stream()
                .filter(cell -> beginnings.stream().anyMatch(start -> (cell + "/").startsWith(start + "/")))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no cell begins with any of " + beginnings);
        }
        return chosen;
    }

    private static Stream<String> list(String value) {
        return Stream.of(value.split(",", -1));
    }

    String mode() {
        return mode;
    }

    public List<Cell> cells() {
        return cells;
    }

    public List<Entrant> entrants() {
        return entrants;
    }

    public List<Integer> batches() {
        return batches;
    }

    public int forks() {
        return forks;
    }

    public Budget budget() {
        return Budget.of(seconds);
    }

    public Path java() {
        return java;
    }

    public List<String> jvmFlags() {
        return jvmFlags;
    }

    public int pairs() {
        return pairs;
    }

    /** Whether the other cores are to be busy with their caches. */
    public boolean neighbour() {
        return neighbour;
    }

    /** Empty unless it was given. */
    public String simd() {
        return simd;
    }
}
