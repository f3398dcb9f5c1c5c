package dev.nacre.compiler.tensor;

import java.util.List;

/**
 * The states [t, hidden] in a trace, as a function of what the trace was made of.
 *
 * @param trace the value of {@code of}
 */
public record Scan(Value trace, ScanTrace of) implements Primitive {
    @Override
    public List<Value> operands() {
        return List.of(trace);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.scan(this);
    }
}
