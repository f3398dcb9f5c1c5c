package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.PortNames.Name;
import java.util.List;

/** Writes the checks of what a caller passes for ports. Names passed the checker's whitelist. */
final class PortChecks {

    private PortChecks() {}

    /** That each array holds one sample, and indices of rows that are there. */
    static String sample(String model, List<Name> names) {
        StringBuilder checks = new StringBuilder();
        names.forEach(name -> checks.append(check("sample", model, name)).append(");\n"));
        return checks + indices(model, names, "1");
    }

    /** That each array holds {@code n} samples, and indices of rows that are there. */
    static String batch(String model, List<Name> names) {
        StringBuilder checks = new StringBuilder();
        names.forEach(name -> checks.append(check("batch", model, name)).append(", n);\n"));
        return checks + indices(model, names, "n");
    }

    /** That each index is one of a row that is there. */
    private static String indices(String model, List<Name> names, String samples) {
        StringBuilder checks = new StringBuilder();
        names.stream().filter(name -> name.rows() != Name.NO_TABLE).forEach(name -> checks.append(
                        check("indices", model, name))
                .append(", " + samples + ", " + name.rows() + ");\n"));
        return checks.toString();
    }

    private static String check(String method, String model, Name name) {
        return "$arguments:T." + method + "(\"" + model + "\", " + quotedAndPlain(name) + ", "
                + name.port().shape().elements();
    }

    /** That no output is written to the array of an input or of another output. */
    static String distinct(String model, PortNames ports) {
        StringBuilder checks = new StringBuilder();
        List<Name> all = ports.all();
        for (int i = 0; i < all.size(); i++) {
            for (int j = Math.max(i + 1, ports.inputs().size()); j < all.size(); j++) {
                if (all.get(i).port().elements() == all.get(j).port().elements()) {
                    checks.append("$arguments:T.distinct(\"" + model + "\", " + quotedAndPlain(all.get(i)) + ", "
                            + quotedAndPlain(all.get(j)) + ");\n");
                }
            }
        }
        return checks.toString();
    }

    private static String quotedAndPlain(Name name) {
        return "\"" + name.outside() + "\", " + name.outside();
    }
}
