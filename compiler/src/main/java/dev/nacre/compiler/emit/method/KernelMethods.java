package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.ConvolutionLoop;
import dev.nacre.compiler.kernel.Dot;
import dev.nacre.compiler.kernel.FlagRows;
import dev.nacre.compiler.kernel.GatherRows;
import dev.nacre.compiler.kernel.JoinRows;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.MapLoop;
import dev.nacre.compiler.kernel.Outer;
import dev.nacre.compiler.kernel.Pad;
import dev.nacre.compiler.kernel.PoolLoop;
import dev.nacre.compiler.kernel.Product;
import dev.nacre.compiler.kernel.RandomRows;
import dev.nacre.compiler.kernel.RecurrentGradient;
import dev.nacre.compiler.kernel.RecurrentLoop;
import dev.nacre.compiler.kernel.ReduceLoop;
import dev.nacre.compiler.kernel.Repack;
import dev.nacre.compiler.kernel.ScatterRows;
import dev.nacre.compiler.kernel.SpreadLoop;
import dev.nacre.compiler.kernel.TransposeLoop;
import dev.nacre.compiler.kernel.WindowGradient;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of a kernel class: one set for each kernel, however many steps call it. */
public final class KernelMethods {

    /** What a method takes in its class file: its name, those that it calls, and the offsets and strides above 32,767. */
    private static final int CONSTANTS = 100;

    private final Target target;
    private final Counts counts;
    private final Map<Kernel, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final NestedClasses classes;

    public KernelMethods(Target target, Counts counts, NestedClasses classes) {
        this.target = target;
        this.counts = counts;
        this.classes = classes;
    }

    /** What calls a kernel's method; writes it when it is first asked for. */
    public String name(Kernel kernel) {
        String known = names.get(kernel);
        if (known != null) {
            return known;
        }
        String name = unique(kernel.label() + kernel.match(new Suffix()));
        List<MethodSpec> methods = kernel.match(new Writer(name));
        String called = classes.add(methods, methods.size() * CONSTANTS) + name;
        names.put(kernel, called);
        return called;
    }

    /** How the counts of kernels are written. */
    public Counts counts() {
        return counts;
    }

    /** What a call of the kernel's method passes behind all else: the lengths that its loops need. */
    public List<String> lengths(Kernel kernel) {
        return counts.any() ? counts.ofDeclared().arguments(kernel.match(new InnerCounts())) : List.of();
    }

    private String unique(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** The sizes that tell kernels of the same layers apart. */
    private final class Suffix implements Kernel.Cases<String> {
        @Override
        public String columns(Columns columns) {
            return counts.name(columns.in()) + "x" + counts.name(columns.out());
        }

        @Override
        public String dot(Dot dot) {
            return dot.in() + "x" + dot.out();
        }

        @Override
        public String product(Product product) {
            return counts.name(product.rows()) + "x" + columns(product.columns());
        }

        @Override
        public String outer(Outer outer) {
            return outer.rows() + "x" + outer.columns();
        }

        @Override
        public String map(MapLoop map) {
            return counts.name(map.width());
        }

        @Override
        public String reduce(ReduceLoop reduce) {
            return (reduce.maximum() ? "Max" : "Sum") + counts.name(reduce.width());
        }

        @Override
        public String repack(Repack repack) {
            return String.valueOf(repack.toWidth());
        }

        @Override
        public String join(JoinRows join) {
            return "Join" + join.widths().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public String transpose(TransposeLoop transpose) {
            return (transpose.keepsRows() ? "Rows" : "Transposed") + counts.name(transpose.rows()) + "x"
                    + counts.name(transpose.columns());
        }

        @Override
        public String gather(GatherRows gather) {
            return gather.count() + "x" + gather.width();
        }

        @Override
        public String scatter(ScatterRows scatter) {
            return "Rows" + scatter.width();
        }

        @Override
        public String flags(FlagRows flags) {
            return "Flags" + counts.name(flags.width());
        }

        @Override
        public String random(RandomRows random) {
            return "Random" + counts.name(random.width());
        }

        @Override
        public String convolution(ConvolutionLoop convolution) {
            return convolution.in() + "x" + convolution.out();
        }

        @Override
        public String windowGradient(WindowGradient windowGradient) {
            return windowGradient.rows() + "x" + windowGradient.columns();
        }

        @Override
        public String pad(Pad pad) {
            return "Pad" + pad.rows().to() + "x" + counts.name(pad.columns().size()) + "x" + pad.channels();
        }

        @Override
        public String pool(PoolLoop pool) {
            return (pool.maximum() ? "Max" : "Sum") + pool.width();
        }

        @Override
        public String recurrent(RecurrentLoop recurrent) {
            return String.valueOf(recurrent.hidden());
        }

        @Override
        public String recurrentGradient(RecurrentGradient recurrentGradient) {
            return String.valueOf(recurrentGradient.hidden());
        }

        @Override
        public String spread(SpreadLoop spread) {
            return "Spread" + spread.width();
        }
    }

    private final class Writer implements Kernel.Cases<List<MethodSpec>> {

        private final String name;

        Writer(String name) {
            this.name = name;
        }

        @Override
        public List<MethodSpec> columns(Columns columns) {
            return ColumnsMethods.of(target, counts, columns, 1, name);
        }

        @Override
        public List<MethodSpec> dot(Dot dot) {
            return DotMethods.of(target, dot, name);
        }

        @Override
        public List<MethodSpec> product(Product product) {
            return ProductMethods.of(target, counts, product, name);
        }

        @Override
        public List<MethodSpec> outer(Outer outer) {
            return OuterMethods.of(target, outer, name);
        }

        @Override
        public List<MethodSpec> map(MapLoop map) {
            return MapMethods.of(target, counts, map, name);
        }

        @Override
        public List<MethodSpec> reduce(ReduceLoop reduce) {
            return ReduceMethods.of(target, counts, reduce, name);
        }

        @Override
        public List<MethodSpec> repack(Repack repack) {
            return RepackMethods.of(target, repack, name);
        }

        @Override
        public List<MethodSpec> join(JoinRows join) {
            return JoinMethods.of(target, join, name);
        }

        @Override
        public List<MethodSpec> transpose(TransposeLoop transpose) {
            return TransposeMethods.of(counts, transpose, name);
        }

        @Override
        public List<MethodSpec> gather(GatherRows gather) {
            return TableMethods.gather(target, gather, name);
        }

        @Override
        public List<MethodSpec> scatter(ScatterRows scatter) {
            return TableMethods.scatter(target, counts, scatter, name);
        }

        @Override
        public List<MethodSpec> flags(FlagRows flags) {
            return TableMethods.flags(counts, flags, name);
        }

        @Override
        public List<MethodSpec> random(RandomRows random) {
            return RandomMethods.of(counts, random, name);
        }

        @Override
        public List<MethodSpec> convolution(ConvolutionLoop convolution) {
            return ConvolutionMethods.of(target, counts, convolution, name);
        }

        @Override
        public List<MethodSpec> windowGradient(WindowGradient windowGradient) {
            return WindowGradientMethods.of(target, counts, windowGradient, name);
        }

        @Override
        public List<MethodSpec> pad(Pad pad) {
            return PadMethods.of(counts, pad, name);
        }

        @Override
        public List<MethodSpec> pool(PoolLoop pool) {
            return PoolMethods.of(target, counts, pool, name);
        }

        @Override
        public List<MethodSpec> recurrent(RecurrentLoop recurrent) {
            return RecurrentMethods.of(target, counts, recurrent, name, KernelMethods.this.name(recurrent.product()));
        }

        @Override
        public List<MethodSpec> recurrentGradient(RecurrentGradient recurrentGradient) {
            return RecurrentMethods.of(
                    target, counts, recurrentGradient, name, KernelMethods.this.name(recurrentGradient.product()));
        }

        @Override
        public List<MethodSpec> spread(SpreadLoop spread) {
            return SpreadMethods.of(target, counts, spread, name);
        }
    }
}
