package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.RecurrentGradient;
import dev.nacre.compiler.kernel.RecurrentLoop;
import dev.nacre.compiler.tensor.CellBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@link RecurrentLoop} and {@link RecurrentGradient}: a loop over steps that calls the product, and a method with the cell's
 * lines. Lines are written for vectors as far as whole ones fit into the state, and for what is left of it for single floats, because
 * parts of a row may stand side by side.
 */
final class RecurrentMethods {

    private final Target target;
    private final int hidden;
    private final CellBody body;
    /** Where each value that lines read is, in an array at an offset that {@code j} is added to. */
    private final Map<String, Place> reads = new LinkedHashMap<>();
    /** Where values go. */
    private final List<Store> stores = new ArrayList<>();

    private record Place(String array, String offset) {}

    private record Store(String name, Place place) {}

    private RecurrentMethods(Target target, int hidden, CellBody body) {
        this.target = target;
        this.hidden = hidden;
        this.body = body;
    }

    private void read(String name, String array, String base, long offset) {
        reads.put(name, new Place(array, Code.at(base, offset)));
    }

    private void store(String name, String array, String base, long offset) {
        stores.add(new Store(name, new Place(array, Code.at(base, offset))));
    }

    /** @param product the method of the product */
    static List<MethodSpec> of(Target target, Counts counts, RecurrentLoop kernel, String name, String product) {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(loop(counts, kernel, name, name + "Cell", product + "(w, wo, ", ""));
        methods.add(cell(target, kernel, name + "Cell"));
        return methods;
    }

    /** The loop for weights of 16 bits; {@code cell} is that for floats. */
    static MethodSpec halved(Counts counts, RecurrentLoop kernel, String name, String cell, String product) {
        return loop(counts, kernel, name, cell, product + "(w, wo, f16, ", ", wide, wideo");
    }

    private static MethodSpec loop(
            Counts counts, RecurrentLoop kernel, String name, String cell, String product, String scratch) {
        boolean halved = !scratch.isEmpty();
        boolean summed = CellBody.isShared(kernel.cell());
        String gates = "x, xo + " + Code.times(kernel.reverse() ? "row" : "i", kernel.gates());
        String bias = kernel.product().bias() ? "b, bo, " : "";
        String body = Code.fill(
                """
                for (int i = 0; i < #{steps}; i++) {
                    #{row}
                    #{product}#{bias}s, so, s, so + #{sums}#{added}#{scratch}, rows);
                    #{cell}(#{apart}s, so, y, yo + #{place}, rows);
                }
                """,
                "steps",
                counts.text(kernel.steps()),
                "product",
                product,
                "bias",
                bias,
                "sums",
                RecurrentLoop.product(kernel.hidden()),
                "scratch",
                scratch,
                "row",
                kernel.reverse() ? "int row = " + counts.text(kernel.steps()) + " - 1 - i;" : "",
                "cell",
                cell,
                "added",
                summed ? ", " + gates : "",
                "apart",
                summed ? "" : gates + ", ",
                "place",
                Code.times(kernel.reverse() ? "row" : "i", kernel.y()));
        String weight = halved ? "int[] w, int wo, boolean f16" : "float[] w, int wo";
        return Methods.kernel(
                name,
                "A recurrent cell for " + counts.text(kernel.steps())
                        + " steps of {@code rows} samples, from the states in s on"
                        + (kernel.reverse() ? ", the last row first." : "."),
                weight + (kernel.product().bias() ? ", float[] b, int bo" : "")
                        + ", float[] x, int xo, float[] s, int so, float[] y, int yo"
                        + (halved ? ", float[] wide, int wideo" : "") + ", int rows"
                        + counts.parameters(List.of(kernel.steps())),
                body);
    }

    private static MethodSpec cell(Target target, RecurrentLoop kernel, String name) {
        int hidden = kernel.hidden();
        RecurrentMethods cell = new RecurrentMethods(target, hidden, CellBody.forward(kernel.cell()));
        boolean summed = CellBody.isShared(kernel.cell());
        for (int gate = 0; gate < kernel.cell().gates(); gate++) {
            if (!summed) {
                cell.read("x" + gate, "x", "xr", (long) gate * hidden);
            }
            cell.read(
                    (summed ? CellBody.GATE : "s") + gate,
                    "s",
                    "sr",
                    (long) RecurrentLoop.product(hidden) + (long) gate * hidden);
        }
        cell.read("h", "s", "sr", 0);
        cell.read("c", "s", "sr", RecurrentLoop.memory(hidden));
        List<String> kept = kernel.keeps() ? CellBody.kept(kernel.cell()) : List.of("h1");
        for (int part = 0; part < kept.size(); part++) {
            cell.store(kept.get(part), "y", "yr", (long) part * Buffer.padded(hidden));
        }
        if (CellBody.hasMemory(kernel.cell())) {
            cell.store("c1", "s", "sr", RecurrentLoop.memory(hidden));
        }
        cell.store("h1", "s", "sr", 0);
        String rows = (summed ? "" : rows("xr", "xo", kernel.gatesSample()))
                + rows("sr", "so", kernel.product().xStride(), "yr", "yo", kernel.ySample());
        return Methods.kernel(
                name,
                "One step of a recurrent cell, for {@code rows} samples.",
                (summed ? "" : "float[] x, int xo, ") + "float[] s, int so, float[] y, int yo, int rows",
                "for (int r = 0; r < rows; r++) {\n" + (rows + cell.columns()).indent(4) + "}\n");
    }

    /** @param product the method of the product */
    static List<MethodSpec> of(Target target, Counts counts, RecurrentGradient kernel, String name, String product) {
        String steps = counts.text(kernel.steps());
        String row = kernel.reverse() ? "row" : "i";
        int memory = RecurrentLoop.memory(kernel.hidden());
        int sums = RecurrentLoop.product(kernel.hidden());
        String added = CellBody.addsToState(kernel.cell()) ? "s, so + " + memory + ", " : "";
        String before = Code.fill(
                "#{product}(w, wo, s, so + #{sums}, s, so, #{added}rows);",
                "product",
                product,
                "sums",
                sums,
                "added",
                added);
        String body = Code.fill(
                """
                for (int i = #{steps} - 1; i >= 0; i--) {
                    #{row}
                    #{name}Cell(x, xo + #{kept}, g, go + #{arriving}, s, so, y, yo + #{place}, rows);
                    #{state}
                }
                """,
                "steps",
                steps,
                "row",
                kernel.reverse() ? "int row = " + steps + " - 1 - i;" : "",
                "name",
                name,
                "kept",
                Code.times(row, kernel.kept()),
                "arriving",
                Code.times(row, kernel.arriving()),
                "place",
                Code.times(row, kernel.y()),
                "state",
                kernel.reachesStart() ? before : "if (i > 0) {\n    " + before + "\n}");
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(Methods.kernel(
                name,
                "The gradient of a recurrent cell for " + steps
                        + " steps of {@code rows} samples, from the last to the first.",
                "float[] w, int wo, float[] x, int xo, float[] g, int go, float[] s, int so, float[] y, int yo, int rows"
                        + counts.parameters(List.of(kernel.steps())),
                body));
        methods.add(cell(target, kernel, name + "Cell"));
        return methods;
    }

    private static MethodSpec cell(Target target, RecurrentGradient kernel, String name) {
        int hidden = kernel.hidden();
        RecurrentMethods cell = new RecurrentMethods(target, hidden, CellBody.backward(kernel.cell()));
        List<String> kept = CellBody.kept(kernel.cell());
        for (int part = 0; part < kept.size(); part++) {
            cell.read(kept.get(part), "x", "xr", (long) part * Buffer.padded(hidden));
        }
        cell.read("gy", "g", "gr", 0);
        cell.read("dh", "s", "sr", 0);
        cell.read("dc", "s", "sr", RecurrentLoop.memory(hidden));
        boolean shared = CellBody.isShared(kernel.cell());
        for (int gate = 0; gate < kernel.cell().gates(); gate++) {
            String ofInput = "dx" + gate;
            String ofState = cell.body.defines("ds" + gate) ? "ds" + gate : ofInput;
            cell.store(ofInput, "y", "yr", (long) gate * hidden);
            if (!shared) {
                cell.store(ofState, "y", "yr", kernel.ofState() + (long) gate * hidden);
            }
            cell.store(ofState, "s", "sr", RecurrentLoop.product(hidden) + (long) gate * hidden);
        }
        if (cell.body.defines("carry")) {
            cell.store("carry", "s", "sr", RecurrentLoop.memory(hidden));
        }
        String rows = "int xr = xo + " + Code.times("r", kernel.keptSample()) + ";\n"
                + rows(
                        "gr",
                        "go",
                        kernel.arrivingSample(),
                        "sr",
                        "so",
                        kernel.product().xStride(),
                        "yr",
                        "yo",
                        kernel.ySample());
        return Methods.kernel(
                name,
                "The gradient of one step of a recurrent cell, for {@code rows} samples.",
                "float[] x, int xo, float[] g, int go, float[] s, int so, float[] y, int yo, int rows",
                "for (int r = 0; r < rows; r++) {\n" + (rows + cell.columns()).indent(4) + "}\n");
    }

    /** Declares where operands have a sample: triples of a local, where the operand starts, and the floats of a sample. */
    private static String rows(Object... triples) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < triples.length; i += 3) {
            long sample = ((Number) triples[i + 2]).longValue();
            rows.append("int " + triples[i] + " = " + triples[i + 1] + " + " + Code.times("r", sample) + ";\n");
        }
        return rows.toString();
    }

    /** The lines for all elements of a state, stage after stage: too many functions in a loop do not leave registers for their constants. */
    private String columns() {
        int whole = hidden / target.lanes() * target.lanes();
        StringBuilder code = new StringBuilder();
        for (CellBody.Stage stage : body.stages()) {
            if (whole > 0) {
                String step = target.lanes() == 1 ? "j++" : "j += " + target.lanes();
                code.append("for (int j = 0; j < " + whole + "; " + step + ") {\n"
                        + lines(stage, Dialect.of(target)).indent(4) + "}\n");
            }
            if (whole < hidden) {
                code.append("for (int j = " + whole + "; j < " + hidden + "; j++) {\n"
                        + lines(stage, Dialect.of(Target.SCALAR)).indent(4) + "}\n");
            }
        }
        return code.toString();
    }

    private String lines(CellBody.Stage stage, Dialect dialect) {
        StringBuilder code = new StringBuilder();
        Map<String, String> locals = new LinkedHashMap<>();
        for (CellBody.Line line : stage.lines()) {
            if (reads.containsKey(line.name())) {
                continue;
            }
            List<String> arguments = line.arguments().stream()
                    .map(name -> locals.computeIfAbsent(name, input -> loaded(input, dialect, code)))
                    .toList();
            ScalarCode.Written value = ScalarCode.write(dialect, line.body(), arguments, line.name() + "_");
            value.statements().forEach(statement -> code.append(statement).append('\n'));
            code.append(dialect.type() + " " + line.name() + " = " + value.expression() + ";\n");
            locals.put(line.name(), line.name());
        }
        for (Store store : stores) {
            // What was there before is stored by the first stage, before others overwrite it.
            boolean here = stage.defines(store.name()) || (stage.isFirst() && !body.defines(store.name()));
            if (here) {
                String value = locals.computeIfAbsent(store.name(), input -> loaded(input, dialect, code));
                code.append(dialect.store(
                                value, store.place().array(), store.place().offset() + " + j"))
                        .append('\n');
            }
        }
        return code.toString();
    }

    /** Loads what was there before, or was stored by an earlier stage. */
    private String loaded(String name, Dialect dialect, StringBuilder code) {
        Place place = reads.get(name);
        if (place == null) {
            place = stores.stream()
                    .filter(store -> store.name().equals(name))
                    .map(Store::place)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nothing is known of " + name));
        }
        code.append(dialect.type() + " " + name + " = " + dialect.load(place.array(), place.offset() + " + j") + ";\n");
        return name;
    }
}
