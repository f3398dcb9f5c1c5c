package dev.nacre.compiler.emit;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.kernel.Kernel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of a kernel class: one set for each kernel, however many steps call it. */
final class KernelMethods {

    /** What a method takes in its class file: its name, those that it calls, and the offsets and strides above 32,767. */
    private static final int CONSTANTS = 100;

    private final Target target;
    private final Map<Kernel, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Rooms rooms;

    KernelMethods(Target target, Rooms rooms) {
        this.target = target;
        this.rooms = rooms;
    }

    /** What calls a kernel's method; writes it when it is first asked for. */
    String name(Kernel kernel) {
        String known = names.get(kernel);
        if (known != null) {
            return known;
        }
        String name = unique(kernel.label() + kernel.match(new Suffix()));
        List<MethodSpec> methods = kernel.match(new Writer(name));
        String called = rooms.add(methods, methods.size() * CONSTANTS) + name;
        names.put(kernel, called);
        return called;
    }

    private String unique(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** The sizes that tell kernels of the same layers apart. */
    private static final class Suffix implements Kernel.Cases<String> {
        @Override
        public String columns(Kernel.Columns columns) {
            return columns.in() + "x" + columns.out();
        }

        @Override
        public String dot(Kernel.Dot dot) {
            return dot.in() + "x" + dot.out();
        }

        @Override
        public String product(Kernel.Product product) {
            return product.rows() + "x" + columns(product.columns());
        }

        @Override
        public String outer(Kernel.Outer outer) {
            return outer.rows() + "x" + outer.columns();
        }

        @Override
        public String map(Kernel.MapLoop map) {
            return String.valueOf(map.width());
        }

        @Override
        public String reduce(Kernel.ReduceLoop reduce) {
            return (reduce.maximum() ? "Max" : "Sum") + reduce.width();
        }

        @Override
        public String repack(Kernel.Repack repack) {
            return String.valueOf(repack.toWidth());
        }

        @Override
        public String join(Kernel.JoinRows join) {
            return "Join" + join.widths().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public String transpose(Kernel.TransposeLoop transpose) {
            return "Transposed" + transpose.rows() + "x" + transpose.columns();
        }

        @Override
        public String gather(Kernel.GatherRows gather) {
            return gather.count() + "x" + gather.width();
        }

        @Override
        public String scatter(Kernel.ScatterRows scatter) {
            return "Rows" + scatter.width();
        }

        @Override
        public String pick(Kernel.PickRows pick) {
            return "Pick" + pick.width();
        }

        @Override
        public String random(Kernel.RandomRows random) {
            return "Random" + random.width();
        }

        @Override
        public String convolution(Kernel.Convolution convolution) {
            return convolution.in() + "x" + convolution.out();
        }

        @Override
        public String windowGradient(Kernel.WindowGradient windowGradient) {
            return windowGradient.rows() + "x" + windowGradient.columns();
        }

        @Override
        public String pad(Kernel.Pad pad) {
            return "Pad" + pad.rows().to() + "x" + pad.columns().to() + "x" + pad.channels();
        }

        @Override
        public String pool(Kernel.PoolLoop pool) {
            return (pool.maximum() ? "Max" : "Sum") + pool.width();
        }

        @Override
        public String spread(Kernel.SpreadLoop spread) {
            return "Spread" + spread.width();
        }
    }

    private final class Writer implements Kernel.Cases<List<MethodSpec>> {

        private final String name;

        Writer(String name) {
            this.name = name;
        }

        @Override
        public List<MethodSpec> columns(Kernel.Columns columns) {
            return ColumnsMethods.of(target, columns, 1, name);
        }

        @Override
        public List<MethodSpec> dot(Kernel.Dot dot) {
            return DotMethods.of(target, dot, name);
        }

        @Override
        public List<MethodSpec> product(Kernel.Product product) {
            return ProductMethods.of(target, product, name);
        }

        @Override
        public List<MethodSpec> outer(Kernel.Outer outer) {
            return OuterMethods.of(target, outer, name);
        }

        @Override
        public List<MethodSpec> map(Kernel.MapLoop map) {
            return MapMethods.of(target, map, name);
        }

        @Override
        public List<MethodSpec> reduce(Kernel.ReduceLoop reduce) {
            return ReduceMethods.of(target, reduce, name);
        }

        @Override
        public List<MethodSpec> repack(Kernel.Repack repack) {
            return RepackMethods.of(target, repack, name);
        }

        @Override
        public List<MethodSpec> join(Kernel.JoinRows join) {
            return JoinMethods.of(target, join, name);
        }

        @Override
        public List<MethodSpec> transpose(Kernel.TransposeLoop transpose) {
            return TransposeMethods.of(transpose, name);
        }

        @Override
        public List<MethodSpec> gather(Kernel.GatherRows gather) {
            return TableMethods.gather(target, gather, name);
        }

        @Override
        public List<MethodSpec> scatter(Kernel.ScatterRows scatter) {
            return TableMethods.scatter(target, scatter, name);
        }

        @Override
        public List<MethodSpec> pick(Kernel.PickRows pick) {
            return PickMethods.of(pick, name);
        }

        @Override
        public List<MethodSpec> random(Kernel.RandomRows random) {
            return RandomMethods.of(random, name);
        }

        @Override
        public List<MethodSpec> convolution(Kernel.Convolution convolution) {
            return ConvolutionMethods.of(target, convolution, name);
        }

        @Override
        public List<MethodSpec> windowGradient(Kernel.WindowGradient windowGradient) {
            return WindowGradientMethods.of(target, windowGradient, name);
        }

        @Override
        public List<MethodSpec> pad(Kernel.Pad pad) {
            return PadMethods.of(pad, name);
        }

        @Override
        public List<MethodSpec> pool(Kernel.PoolLoop pool) {
            return PoolMethods.of(target, pool, name);
        }

        @Override
        public List<MethodSpec> spread(Kernel.SpreadLoop spread) {
            return SpreadMethods.of(target, spread, name);
        }
    }
}
