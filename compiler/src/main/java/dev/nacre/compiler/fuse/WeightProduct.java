package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Value;
import java.util.List;
import java.util.Optional;

/**
 * A contraction recognised as the product of activations and a weight [out, in].
 *
 * @param activations the operand with a row for each row of the result
 * @param backward whether the sum is over outputs (the gradient of the activations) instead of inputs
 */
record WeightProduct(Value activations, String weight, boolean backward) {

    /** The product that {@code contract} is, if it is one. */
    static Optional<WeightProduct> of(ProgramPlanner planner, Contract contract) {
        if (contract.sumBatch()) {
            return Optional.empty();
        }
        return of(planner, contract, contract.left(), contract.leftLabels(), contract.right(), contract.rightLabels())
                .or(() -> of(
                        planner,
                        contract,
                        contract.right(),
                        contract.rightLabels(),
                        contract.left(),
                        contract.leftLabels()));
    }

    private static Optional<WeightProduct> of(
            ProgramPlanner planner, Contract contract, Value x, List<Integer> xLabels, Value w, List<Integer> wLabels) {
        Optional<Primitive.Parameter> weight = planner.roots().parameter(w);
        if (weight.isEmpty() || wLabels.size() != 2 || xLabels.isEmpty()) {
            return Optional.empty();
        }
        Primitive.Parameter parameter = weight.get();
        List<Integer> rows = xLabels.subList(0, xLabels.size() - 1);
        int summed = xLabels.get(xLabels.size() - 1);
        List<Integer> result = contract.resultLabels();
        if (result.isEmpty() || !result.subList(0, result.size() - 1).equals(rows)) {
            return Optional.empty();
        }
        int made = result.get(result.size() - 1);
        if (wLabels.equals(List.of(made, summed))) {
            return Optional.of(new WeightProduct(x, parameter.name(), false));
        }
        return wLabels.equals(List.of(summed, made))
                ? Optional.of(new WeightProduct(x, parameter.name(), true))
                : Optional.empty();
    }
}
