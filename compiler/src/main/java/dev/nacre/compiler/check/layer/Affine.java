package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Shape;
import java.util.List;

/** The settings that normalisations have in common, and the factors and summands that most of them learn. */
final class Affine {

    static final String EPS = "eps";
    static final String AFFINE = "affine";

    private Affine() {}

    static Formal eps(double defaultValue) {
        return Formal.setting(EPS, "its eps", ArgumentType.NOT_NEGATIVE, new ConstantValue.Decimal(defaultValue));
    }

    static Formal affine() {
        return Formal.setting(AFFINE, "whether it learns factors", ArgumentType.FLAG, new ConstantValue.Bool(true));
    }

    /** As many factors, 1 in the beginning. */
    static LayerResult.Weight weight(int size) {
        return new LayerResult.Weight("weight", Shape.of(size), new Initialization.Constant(1));
    }

    /** Factors and as many summands, which do nothing in the beginning; none if they are not wanted. */
    static List<LayerResult.Weight> weights(boolean affine, int size) {
        return affine
                ? List.of(weight(size), new LayerResult.Weight("bias", Shape.of(size), new Initialization.Constant(0)))
                : List.of();
    }
}
