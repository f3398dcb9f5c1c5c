package dev.nacre.compiler.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A contraction in {@code double}: one loop over every combination of the labels, the result's first, which adds the
 * product of two elements to the result.
 */
final class Contraction {

    private final Map<Integer, Integer> sizes = new LinkedHashMap<>();
    private final int[] left;
    private final int[] right;
    private final int[] result;
    private final int[] extents;
    private final int resultSize;

    Contraction(Contract contract, int batch) {
        List<Integer> leftLabels = labels(contract.left().batched(), contract.leftLabels());
        List<Integer> rightLabels = labels(contract.right().batched(), contract.rightLabels());
        boolean batched = contract.left().batched() || contract.right().batched();
        List<Integer> resultLabels = labels(batched && !contract.sumBatch(), contract.resultLabels());
        Map<Integer, Integer> known = new LinkedHashMap<>();
        known.put(Primitive.BATCH, batch);
        contract.leftLabels().forEach(label -> known.put(label, size(contract.left(), contract.leftLabels(), label)));
        contract.rightLabels()
                .forEach(label -> known.put(label, size(contract.right(), contract.rightLabels(), label)));
        for (List<Integer> labels : List.of(resultLabels, leftLabels, rightLabels)) {
            labels.forEach(label -> sizes.put(label, known.getOrDefault(label, 1)));
        }
        left = strides(leftLabels);
        right = strides(rightLabels);
        result = strides(resultLabels);
        extents = sizes.values().stream().mapToInt(Integer::intValue).toArray();
        resultSize = product(resultLabels);
    }

    private static List<Integer> labels(boolean batched, List<Integer> listed) {
        List<Integer> all = new ArrayList<>();
        if (batched) {
            all.add(Primitive.BATCH);
        }
        all.addAll(listed);
        return all;
    }

    private static int size(Value value, List<Integer> labels, Integer label) {
        return value.shape().size(labels.indexOf(label));
    }

    /** For each label in the order of the loops, how far apart its neighbours are; 0 where there is no such axis. */
    private int[] strides(List<Integer> labels) {
        List<Integer> order = List.copyOf(sizes.keySet());
        int[] strides = new int[order.size()];
        int stride = 1;
        for (int axis = labels.size() - 1; axis >= 0; axis--) {
            Integer label = labels.get(axis);
            strides[order.indexOf(label)] = stride;
            stride *= sizes.getOrDefault(label, 1);
        }
        return strides;
    }

    private int product(List<Integer> labels) {
        return labels.stream().reduce(1, (size, label) -> size * sizes.getOrDefault(label, 1));
    }

    double[] evaluate(double[] a, double[] b) {
        double[] sum = new double[resultSize];
        loop(0, 0, 0, 0, a, b, sum);
        return sum;
    }

    private void loop(int depth, int inLeft, int inRight, int inResult, double[] a, double[] b, double[] sum) {
        if (depth == extents.length) {
            sum[inResult] += a[inLeft] * b[inRight];
            return;
        }
        for (int i = 0; i < extents[depth]; i++) {
            loop(
                    depth + 1,
                    inLeft + i * left[depth],
                    inRight + i * right[depth],
                    inResult + i * result[depth],
                    a,
                    b,
                    sum);
        }
    }
}
