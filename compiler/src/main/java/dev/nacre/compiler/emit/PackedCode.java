package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.PortNames.LengthName;
import dev.nacre.compiler.emit.PortNames.Name;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.model.Length;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is written differently where samples have lengths: rows of samples stand packed in arrays, and lengths come with them. */
final class PackedCode {

    private static final String CHECKS = "$arguments:T";
    private static final String PACKED = "$packed:T";

    private final String model;
    private final PortNames ports;

    PackedCode(String model, PortNames ports) {
        this.model = model;
        this.ports = ports;
    }

    /** What makes the field that knows a batch's lengths. */
    String samples() {
        String names = lengths(name -> Code.string(name.length().name()));
        String bounds = lengths(name -> String.valueOf(name.length().bound()));
        boolean anyLonger = ports.lengths().stream().anyMatch(name -> name.least() > 1);
        String leasts = anyLonger ? "new int[] {" + lengths(name -> String.valueOf(name.least())) + "}, " : "";
        String derived = ports.derived().stream()
                .map(name ->
                        ".and(" + indexOf(name.length().declared()) + ", " + derived(name.length(), name.least()) + ")")
                .collect(Collectors.joining());
        return "new " + PACKED + "(" + Code.string(model) + ", new String[] {" + names + "}, " + leasts + "new int[] {"
                + bounds + "})" + derived;
    }

    private int indexOf(Length declared) {
        return ports.lengths().stream()
                .filter(name -> name.length().equals(declared))
                .findFirst()
                .orElseThrow()
                .index();
    }

    /** What makes a length that layers make of another one. */
    static String derived(Length length, int least) {
        String steps = length.steps().stream()
                .map(step -> ", " + step.times() + ", " + step.plus() + ", " + step.by())
                .collect(Collectors.joining());
        return "$length:T.derived(" + Code.string(length.name()) + ", " + Code.string(length.of()) + ", " + least
                + steps + ")";
    }

    private String lengths(java.util.function.Function<LengthName, String> text) {
        return ports.lengths().stream().map(text).collect(Collectors.joining(", "));
    }

    /** The parameters with the lengths of a batch, as applications pass them. */
    String parameters() {
        return lengths(LengthName::parameter);
    }

    /** What a method's Javadoc says of them. */
    String described() {
        return ports.lengths().stream()
                .map(name -> "@param " + name.array() + " " + name.length().name() + " of each sample, from "
                        + name.least() + " to " + name.length().bound() + "\n")
                .collect(Collectors.joining());
    }

    /** The same as arguments. */
    String arguments() {
        return lengths(LengthName::array);
    }

    /** The same of code that works with any model. */
    String generalArguments(String inputs) {
        return lengths(name -> inputs + ".lengths(" + name.index() + ")");
    }

    /** The lengths of a single sample, as parameters of what is behind. */
    String localParameters() {
        return lengths(name -> "int " + name.local());
    }

    /** The same as arguments. */
    String locals() {
        return lengths(LengthName::local);
    }

    /** Declares the lengths of a single sample, which are those of the first arrays that have them. */
    String ofOne() {
        StringBuilder code = new StringBuilder();
        for (LengthName length : ports.lengths()) {
            Name first = ports.inputs().stream()
                    .filter(name -> ports.lengthOf(name).filter(length::equals).isPresent())
                    .findFirst()
                    .orElseThrow();
            code.append(Code.fill(
                    "int #{local} = #{packed}.ofOne(#{model}, #{name}, #{least}, #{bound}, #{port}, #{array}.length, #{width});\n",
                    "local",
                    length.local(),
                    "packed",
                    PACKED,
                    "model",
                    Code.string(model),
                    "name",
                    Code.string(length.length().name()),
                    "least",
                    length.least(),
                    "bound",
                    length.length().bound(),
                    "port",
                    Code.string(first.outside()),
                    "array",
                    first.outside(),
                    "width",
                    first.width()));
        }
        return code.toString();
    }

    /** That each array holds one sample of these lengths. */
    String sample(List<Name> names) {
        StringBuilder checks = new StringBuilder();
        for (Name name : names) {
            String size = size(name);
            checks.append(CHECKS + ".sample(" + quotedAndPlain(name) + ", " + size + ");\n");
            if (name.rows() != Name.NO_TABLE) {
                checks.append(
                        CHECKS + ".indices(" + quotedAndPlain(name) + ", " + size + ", 1, " + name.rows() + ");\n");
            }
        }
        return checks.toString();
    }

    /** How many elements a single sample has. */
    String size(Name name) {
        return ports.lengthOf(name)
                .map(length -> Code.times(length.local(), name.width()))
                .orElse(String.valueOf(name.width()));
    }

    /** Takes over the lengths of a batch. */
    String take() {
        return ports.lengths().stream()
                .map(name -> "batch.take(" + name.index() + ", " + name.array() + ", n);\n")
                .collect(Collectors.joining());
    }

    /** That each array holds the samples of a batch. */
    String batch(List<Name> names) {
        StringBuilder checks = new StringBuilder();
        for (Name name : names) {
            Optional<LengthName> length = ports.lengthOf(name);
            String port = Code.string(name.outside()) + ", " + name.outside() + ", " + name.width();
            if (length.isPresent()) {
                checks.append("batch.values(" + length.get().index() + ", " + port + ");\n");
                if (name.rows() != Name.NO_TABLE) {
                    checks.append("batch.indices(" + length.get().index() + ", " + port + ", " + name.rows() + ");\n");
                }
            } else {
                checks.append(PortChecks.batch(model, List.of(name)));
            }
        }
        return checks.toString();
    }

    /** An array and where in it a sample starts. */
    String place(Name name, String sample) {
        return ports.lengthOf(name)
                .map(length -> name.inside() + ", "
                        + Code.times("batch.start(" + length.index() + ", " + sample + ")", name.width()))
                .orElseGet(() -> name.argument(sample));
    }

    /** The lengths of a sample of a batch. */
    String lengthsOf(String sample) {
        return lengths(name -> "batch.length(" + name.index() + ", " + sample + ")");
    }

    private String quotedAndPlain(Name name) {
        return Code.string(model) + ", " + Code.string(name.outside()) + ", " + name.outside();
    }
}
