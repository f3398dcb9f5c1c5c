package dev.nacre.compiler.grad;

import static dev.nacre.compiler.tensor.Scalar.arg;

import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import dev.nacre.compiler.tensor.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gradients found so far, by value. A gradient may lack axes, or have size 1 where its value has more: it is then the
 * same for all of them, and nobody has to store the copies.
 */
final class Adjoints {

    private final ProgramBuilder builder;
    private final Map<Value, Value> gradients = new HashMap<>();
    /** What the uses of parameters contribute, in the order of the forward pass. */
    private final Map<Value, List<Value>> parts = new HashMap<>();
    /** What uses contribute that read ranges of a value. */
    private final Map<Value, RangeGradients> ranges = new HashMap<>();
    /** What uses of windows contribute. Windows are never stored, and neither is a sum of what several uses have for them. */
    private final Map<Value, List<Value>> windows = new HashMap<>();

    Adjoints(ProgramBuilder builder) {
        this.builder = builder;
    }

    /** Adds what one use contributes; uses add up. */
    void add(Contribution part) {
        Value value = part.value();
        if (!value.batched()) {
            parts.computeIfAbsent(value, use -> new ArrayList<>()).add(0, RangeGradients.whole(builder, part));
        } else if (isWindows(value)) {
            windows.computeIfAbsent(value, use -> new ArrayList<>()).add(part.gradient());
        } else if (part.axis() == Contribution.WHOLE) {
            sum(value, part.gradient());
        } else {
            ranges.computeIfAbsent(value, use -> new RangeGradients(builder)).add(part);
        }
    }

    private void sum(Value value, Value gradient) {
        gradients.merge(value, gradient, (a, b) -> builder.map(Scalar.add(arg(0), arg(1)), a, b));
    }

    private boolean isWindows(Value value) {
        Primitive primitive = builder.primitive(value);
        return primitive instanceof Window
                || (primitive instanceof Primitive.Reshape reshape && isWindows(reshape.operand()));
    }

    /** What is handed on to a value's operands: the gradient, or, of windows, what each use contributes, by itself. */
    List<Value> summands(Value value) {
        return isWindows(value)
                ? windows.getOrDefault(value, List.of())
                : of(value).stream().toList();
    }

    /** The gradient, perhaps to be broadcast; empty if no result depends on the value. */
    Optional<Value> of(Value value) {
        List<Value> uses = parts.remove(value);
        if (uses != null) {
            gradients.put(value, uses.size() == 1 ? uses.get(0) : SharedGradient.of(builder, uses));
        }
        RangeGradients some = ranges.remove(value);
        if (some != null) {
            some.joined().forEach(joined -> sum(value, joined));
        }
        return Optional.ofNullable(gradients.get(value));
    }

    /** The gradient in the value's very shape. */
    Value expanded(Value value) {
        return of(value)
                .map(gradient -> expanded(builder, gradient, value))
                .orElseGet(() -> builder.map(Scalar.constant(0), value));
    }

    /** {@code gradient} in the very shape of {@code value}. */
    static Value expanded(ProgramBuilder builder, Value gradient, Value value) {
        boolean same = gradient.shape().equals(value.shape()) && gradient.batched() == value.batched();
        return same ? gradient : builder.map(arg(0), gradient, value);
    }
}
