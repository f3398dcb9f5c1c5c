package dev.nacre.compiler.check;

import dev.nacre.compiler.model.CarriedState;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.BitSet;
import java.util.List;

/** Finds the layers and inputs that no output needs: a branch that was forgotten, or whose name was mistyped. */
final class LiveLayers {

    private final NetworkBuilder network;
    private final BitSet needed = new BitSet();
    private final BitSet read = new BitSet();

    private LiveLayers(NetworkBuilder network) {
        this.network = network;
    }

    /** Reports the last layer of each branch that leads nowhere, and the inputs that nothing needs. */
    static void check(NetworkBuilder network, List<Network.Port> outputs, FileContext context, List<Port> ports) {
        LiveLayers live = new LiveLayers(network);
        outputs.forEach(output -> live.needed.set(output.value()));
        live.follow();
        live.reportLayers();
        live.reportInputs(context, ports);
    }

    /** An input as written. */
    record Port(String name, dev.nacre.compiler.source.Span span) {}

    private void follow() {
        int inputs = network.inputs().size();
        for (int i = network.layers().size() - 1; i >= 0; i--) {
            Layer layer = network.layers().get(i);
            if (needed.get(inputs + i)) {
                layer.inputs().forEach(needed::set);
            }
            if (needed.get(inputs + i) || !isCarried(layer)) {
                layer.inputs().forEach(read::set);
            }
        }
    }

    /** Names have places: whoever wants an LSTM's cell names its state as well, and need not use it. */
    private static boolean isCarried(Layer layer) {
        return layer.operation() instanceof CarriedState;
    }

    private void reportLayers() {
        int inputs = network.inputs().size();
        for (int i = 0; i < network.layers().size(); i++) {
            boolean lost = !needed.get(inputs + i) && !read.get(inputs + i);
            if (lost && !isCarried(network.layers().get(i))) {
                ItemSite site = network.sites().get(i);
                site.report(
                        Mistake.of(DiagnosticCode.NN257, site.place(), "no output needs the result of " + site.title())
                                .help(
                                        "join it to what follows, or write `->` and the name of an output behind it, or remove it"));
            }
        }
    }

    private void reportInputs(FileContext context, List<Port> ports) {
        for (int i = 0; i < ports.size(); i++) {
            if (!needed.get(i) && !read.get(i)) {
                context.reporter()
                        .report(Mistake.of(
                                        DiagnosticCode.NN257,
                                        ports.get(i).span(),
                                        "no output needs the input "
                                                + Wording.quoted(ports.get(i).name()))
                                .help("read it with `from " + ports.get(i).name() + "`, or remove it"));
            }
        }
    }
}
