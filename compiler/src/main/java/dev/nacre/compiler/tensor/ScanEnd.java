package dev.nacre.compiler.tensor;

import java.util.List;

/**
 * What a {@link ScanTrace} or a {@link ScanGradient} carries from step to step, after its last one [hidden]: the state or the memory, or
 * the gradient of what that was before the first step.
 *
 * @param scan the value of the trace, or of the gradient
 * @param part 0 for the state, 1 for the memory
 * @param hidden the size of the state
 */
public record ScanEnd(Value scan, int part, int hidden) implements Primitive {
    @Override
    public List<Value> operands() {
        return List.of(scan);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.scanEnd(this);
    }
}
