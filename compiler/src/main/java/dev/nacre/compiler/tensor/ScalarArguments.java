package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Scalar.Arg;
import dev.nacre.compiler.tensor.Scalar.Binary;
import dev.nacre.compiler.tensor.Scalar.Constant;
import dev.nacre.compiler.tensor.Scalar.Select;
import dev.nacre.compiler.tensor.Scalar.Unary;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which operands an expression reads. */
final class ScalarArguments implements Scalar.Cases<SortedSet<Integer>> {

    private static final ScalarArguments INSTANCE = new ScalarArguments();

    private ScalarArguments() {}

    static SortedSet<Integer> of(Scalar scalar) {
        return scalar.match(INSTANCE);
    }

    @Override
    public SortedSet<Integer> constant(Constant constant) {
        return Collections.emptySortedSet();
    }

    @Override
    public SortedSet<Integer> arg(Arg arg) {
        return new TreeSet<>(List.of(arg.index()));
    }

    @Override
    public SortedSet<Integer> unary(Unary unary) {
        return of(unary.operand());
    }

    @Override
    public SortedSet<Integer> binary(Binary binary) {
        return union(binary.left(), binary.right());
    }

    @Override
    public SortedSet<Integer> select(Select select) {
        return union(select.left(), select.right(), select.then(), select.otherwise());
    }

    private static SortedSet<Integer> union(Scalar... parts) {
        SortedSet<Integer> union = new TreeSet<>();
        for (Scalar part : parts) {
            union.addAll(of(part));
        }
        return union;
    }
}
