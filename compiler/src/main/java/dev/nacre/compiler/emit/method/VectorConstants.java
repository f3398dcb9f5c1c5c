package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.nacre.compiler.emit.vector.HalfDialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.emit.vector.VectorDialect;
import dev.nacre.compiler.kernel.Dot;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.ReduceLoop;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the constants that methods of kernels on vectors refer to: the species, shuffles and masks. */
public final class VectorConstants {

    private static final ClassName SPECIES = ClassName.get("jdk.incubator.vector", "VectorSpecies");
    private static final ClassName SHUFFLE = ClassName.get("jdk.incubator.vector", "VectorShuffle");
    private static final ClassName MASK = ClassName.get("jdk.incubator.vector", "VectorMask");
    private static final ClassName INT_VECTOR = ClassName.get("jdk.incubator.vector", "IntVector");
    private static final ClassName FLOAT_VECTOR = ClassName.get("jdk.incubator.vector", "FloatVector");

    private static final TypeName FLOAT = TypeName.FLOAT.box();

    private final Target target;
    private final List<Kernel> kernels;

    private VectorConstants(Target target, List<Kernel> kernels) {
        this.target = target;
        this.kernels = kernels;
    }

    /** Those of the kernels of a model, for a target with vectors. */
    public static Stream<FieldSpec> of(Target target, List<Kernel> kernels) {
        return new VectorConstants(target, kernels).constants();
    }

    private Stream<FieldSpec> constants() {
        FieldSpec species = constant(ParameterizedTypeName.get(SPECIES, FLOAT), VectorDialect.SPECIES)
                .initializer("$T.SPECIES_$L", FLOAT_VECTOR, target.lanes() * Float.SIZE)
                .build();
        return Stream.of(
                        Stream.of(species),
                        ints(),
                        repeats(),
                        distances(usesFold()).mapToObj(this::swap),
                        distances(usesRowFold()).mapToObj(this::upper))
                .flatMap(fields -> fields);
    }

    private Stream<FieldSpec> ints() {
        return kernels.stream()
                .filter(kernel -> OrderedBits.suit(target, kernel))
                .limit(1)
                .map(kernel -> constant(ParameterizedTypeName.get(SPECIES, TypeName.INT.box()), HalfDialect.INTS)
                        .initializer("$T.SPECIES_$L", INT_VECTOR, target.lanes() * Integer.SIZE)
                        .build());
    }

    /** A row's elements once for each row. */
    private Stream<FieldSpec> repeats() {
        return kernels.stream()
                .filter(Dot.class::isInstance)
                .map(Dot.class::cast)
                .filter(dot -> DotMethods.foldsRows(dot) && DotTile.repeatsBias(dot))
                .map(Dot::out)
                .distinct()
                .sorted()
                .map(out -> constant(ParameterizedTypeName.get(SHUFFLE, FLOAT), "REPEAT_" + out)
                        .initializer("$T.fromOp($L, i -> i % $L)", SHUFFLE, VectorDialect.SPECIES, out)
                        .build());
    }

    private boolean usesFold() {
        return kernels.stream()
                .anyMatch(kernel -> kernel instanceof Dot
                        || (kernel instanceof ReduceLoop reduce && reduce.lanes() && !reduce.maximum()));
    }

    private boolean usesRowFold() {
        return kernels.stream().anyMatch(kernel -> kernel instanceof Dot dot && DotMethods.foldsRows(dot));
    }

    private IntStream distances(boolean used) {
        return used ? IntStream.iterate(target.lanes() / 2, half -> half >= 1, half -> half / 2) : IntStream.empty();
    }

    private FieldSpec swap(int distance) {
        return constant(ParameterizedTypeName.get(SHUFFLE, FLOAT), "SWAP_" + distance)
                .initializer("$T.fromOp($L, i -> i ^ $L)", SHUFFLE, VectorDialect.SPECIES, distance)
                .build();
    }

    /** Chooses the lanes that {@code swap} takes from below. */
    private FieldSpec upper(int distance) {
        long lanes = IntStream.range(0, target.lanes())
                .filter(lane -> (lane & distance) != 0)
                .mapToLong(lane -> 1L << lane)
                .sum();
        return constant(ParameterizedTypeName.get(MASK, FLOAT), "UPPER_" + distance)
                .initializer("$T.fromLong($L, 0x$L)", MASK, VectorDialect.SPECIES, Long.toHexString(lanes))
                .build();
    }

    private static FieldSpec.Builder constant(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    }
}
