package dev.nacre.examples.benchmarks.warmup;

import dev.nacre.examples.benchmarks.network.NetworkC;
import dev.nacre.examples.benchmarks.network.NetworkE;
import dev.nacre.examples.benchmarks.network.NetworkT;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;

/** A network predicts zeros. Made without the list of all networks, which would load their classes too. */
final class Work implements Runnable {

    private final Model model;
    private final int batch;
    private final InferenceSession session;
    private final PortArrays inputs;
    private final PortArrays outputs;

    Work(String network, int batch) {
        this.model = create(network);
        this.batch = batch;
        this.session = model.newSession();
        this.inputs = PortArrays.zeros(model.spec().inputs(), batch);
        this.outputs = PortArrays.zeros(model.spec().outputs(), batch);
    }

    private static Model create(String network) {
        return switch (network) {
            case "C" -> NetworkC.create(1L);
            case "E" -> NetworkE.create(1L);
            case "T" -> NetworkT.create(1L);
            default -> throw new IllegalArgumentException("no network " + network + " here, only C, E and T");
        };
    }

    Model model() {
        return model;
    }

    @Override
    public void run() {
        if (batch == 1) {
            session.predict(inputs, outputs);
        } else {
            session.predict(inputs, outputs, batch);
        }
    }
}
