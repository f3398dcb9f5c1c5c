package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import dev.nacre.compiler.tensor.Value;
import java.util.List;
import java.util.Optional;

/**
 * A recurrent network's state from step to step, in one direction of one layer. The state before the first step is zero:
 * nothing is multiplied with it, but its bias counts.
 */
final class RecurrentCell {

    private static final Scalar SUM = Scalar.add(arg(0), arg(1));
    private static final Scalar PRODUCT = Scalar.mul(arg(0), arg(1));
    private static final Scalar SIGMOID = Scalar.apply(Function.SIGMOID, arg(0));
    private static final Scalar TANH = Scalar.apply(Function.TANH, arg(0));

    private final ProgramBuilder builder;
    private final Recurrence recurrence;
    private final List<Value> weights;
    /** What the inputs of all steps contribute to the gates [t, gates · hidden]. */
    private final Value fromInputs;

    private Optional<Value> hidden = Optional.empty();
    private Optional<Value> memory = Optional.empty();

    /** @param weights weight_ih, weight_hh and, with bias, bias_ih and bias_hh */
    RecurrentCell(ProgramBuilder builder, Recurrence recurrence, Value inputs, List<Value> weights) {
        this.builder = builder;
        this.recurrence = recurrence;
        this.weights = weights;
        Value product = product(inputs, weights.get(0));
        this.fromInputs = recurrence.bias() ? builder.map(SUM, product, weights.get(2)) : product;
    }

    /** Σ x[.., k] · weight[n, k]. */
    private Value product(Value x, Value weight) {
        return builder.contract(x, List.of(0, 1), weight, List.of(2, 1), List.of(0, 2), false);
    }

    /** The state [1, hidden] after the next step, whose input is row {@code row}. */
    Value next(int row) {
        Value fromInput = builder.slice(fromInputs, 0, row, 1);
        Optional<Value> fromState = fromState(fromInput);
        Value next =
                switch (recurrence.cell()) {
                    case RNN_TANH -> builder.map(TANH, sum(fromInput, fromState));
                    case RNN_RELU -> builder.map(Scalar.max(arg(0), constant(0)), sum(fromInput, fromState));
                    case LSTM -> lstm(sum(fromInput, fromState));
                    case GRU -> gru(fromInput, fromState);
                };
        hidden = Optional.of(next);
        return next;
    }

    /** What the state contributes to the gates; empty if that is nothing. */
    private Optional<Value> fromState(Value fromInput) {
        Optional<Value> product = hidden.map(state -> product(state, weights.get(1)));
        if (!recurrence.bias()) {
            return product;
        }
        Value bias = weights.get(3);
        return Optional.of(
                product.map(sum -> builder.map(SUM, sum, bias)).orElseGet(() -> builder.map(arg(1), fromInput, bias)));
    }

    private Value sum(Value fromInput, Optional<Value> fromState) {
        return fromState.map(other -> builder.map(SUM, fromInput, other)).orElse(fromInput);
    }

    private Value gate(Value gates, int which) {
        return builder.slice(gates, 1, which * recurrence.hidden(), recurrence.hidden());
    }

    /** c' = σ(f) c + σ(i) tanh(g), h' = σ(o) tanh(c'). Each function's result is kept, because its slope follows from it. */
    private Value lstm(Value gates) {
        Value in = builder.map(SIGMOID, gate(gates, 0));
        Value forget = builder.map(SIGMOID, gate(gates, 1));
        Value candidate = builder.map(TANH, gate(gates, 2));
        Value out = builder.map(SIGMOID, gate(gates, 3));
        Value added = builder.map(PRODUCT, in, candidate);
        Value next = memory.map(old -> builder.map(SUM, builder.map(PRODUCT, forget, old), added))
                .orElse(added);
        memory = Optional.of(next);
        return builder.map(PRODUCT, out, builder.map(TANH, next));
    }

    /** With r and z: n = tanh(n of the input + r · n of the state), h' = (h − n) z + n. */
    private Value gru(Value fromInput, Optional<Value> fromState) {
        Value update = builder.map(SIGMOID, gateSum(fromInput, fromState, 1));
        Value candidate = builder.map(TANH, candidate(fromInput, fromState));
        if (hidden.isEmpty()) {
            Scalar body = Scalar.sub(arg(0), Scalar.mul(arg(0), arg(1)));
            return builder.map(body, candidate, update);
        }
        Scalar body = Scalar.add(Scalar.mul(Scalar.sub(arg(0), arg(1)), arg(2)), arg(1));
        return builder.map(body, hidden.orElseThrow(), candidate, update);
    }

    private Value candidate(Value fromInput, Optional<Value> fromState) {
        Value own = gate(fromInput, 2);
        return fromState
                .map(other -> {
                    Value reset = builder.map(SIGMOID, gateSum(fromInput, fromState, 0));
                    Value kept = builder.map(PRODUCT, reset, gate(other, 2));
                    return builder.map(SUM, own, kept);
                })
                .orElse(own);
    }

    private Value gateSum(Value fromInput, Optional<Value> fromState, int which) {
        return sum(gate(fromInput, which), fromState.map(other -> gate(other, which)));
    }
}
