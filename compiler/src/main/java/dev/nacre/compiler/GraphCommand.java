package dev.nacre.compiler;

import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command {@code graph}: prints one model as text that can be drawn. */
record GraphCommand(CommandLine.Drawing drawing, PrintStream out, Diagnostics diagnostics) {

    /** Prints the model that was asked for, or the only one. */
    void run(List<Network> networks) throws CommandLine.UsageException {
        Network network = choice(networks);
        Failures.reported(network.name(), network.span(), diagnostics, () -> drawing.format()
                        .of(network, drawing.allCopies()))
                .ifPresent(text -> out.writeBytes(text.getBytes(StandardCharsets.UTF_8)));
        out.flush();
    }

    private Network choice(List<Network> networks) throws CommandLine.UsageException {
        Optional<String> name = drawing.model();
        List<Network> chosen = networks.stream()
                .filter(network -> name.isEmpty() || network.name().equals(name.get()))
                .toList();
        if (chosen.size() == 1) {
            return chosen.get(0);
        } else if (networks.isEmpty()) {
            throw new CommandLine.UsageException("there is no model in the files");
        }
        String names = networks.stream().map(Network::name).collect(Collectors.joining(", "));
        if (chosen.isEmpty()) {
            throw new CommandLine.UsageException(
                    "there is no model " + name.orElse("") + " in the files, but " + names);
        }
        throw new CommandLine.UsageException(
                name.isPresent()
                        ? "several files have a model " + name.get() + "; name one of them"
                        : "the files have several models; name one with --model: " + names);
    }
}
