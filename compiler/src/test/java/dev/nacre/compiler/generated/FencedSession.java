package dev.nacre.compiler.generated;

import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.PortArrays;

/** A session whose scratch space is {@link Fences fenced} and NaN before each call. */
final class FencedSession implements InferenceSession {

    private final InferenceSession session;
    private final Fences fences;

    FencedSession(InferenceSession session) {
        this.session = session;
        this.fences = Fences.of(session);
    }

    @Override
    public void predict(PortArrays inputs, PortArrays outputs) {
        fences.forget(1);
        session.predict(inputs, outputs);
        fences.check("predict");
    }

    @Override
    public void predict(PortArrays inputs, PortArrays outputs, int n) {
        fences.forget(n);
        session.predict(inputs, outputs, n);
        fences.check("predict " + n);
    }

    @Override
    public void threads(int threads) {
        session.threads(threads);
    }
}
