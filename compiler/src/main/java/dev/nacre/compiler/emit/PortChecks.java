package dev.nacre.compiler.emit;

import dev.nacre.compiler.model.Network.Port;

/** Writes the checks of what a caller passes for a port. Names passed the checker's whitelist. */
final class PortChecks {

    private PortChecks() {}

    static String sample(String model, Port port, String argument) {
        return "$arguments:T.sample(\"" + model + "\", \"" + argument + "\", " + argument + ", "
                + port.shape().elements() + ");\n";
    }

    static String batch(String model, Port port, String argument) {
        return "$arguments:T.batch(\"" + model + "\", \"" + argument + "\", " + argument + ", "
                + port.shape().elements() + ", n);\n";
    }

    static String distinct(String model, Port in, Port out) {
        return "$arguments:T.distinct(\"" + model + "\", \"" + in.name() + "\", " + in.name() + ", \"" + out.name()
                + "\", " + out.name() + ");\n";
    }
}
