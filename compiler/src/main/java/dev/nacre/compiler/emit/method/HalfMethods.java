package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.ConvolutionLoop;
import dev.nacre.compiler.kernel.Dot;
import dev.nacre.compiler.kernel.Epilogue;
import dev.nacre.compiler.kernel.GatherRows;
import dev.nacre.compiler.kernel.HalvedParameters;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.RecurrentLoop;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The methods of a class of kernels that read weights of 16 bits. One row of {@link Columns} widens them in registers; all else
 * widens what it needs into scratch space, where the methods for floats read it.
 */
public final class HalfMethods {

    /** What a method takes in its class file. */
    private static final int CONSTANTS = 100;

    private final Target target;
    private final KernelMethods floats;
    private final NestedClasses classes;
    private final HalfLoops loops;
    private final Map<Kernel, String> names = new HashMap<>();

    /**
     * @param floats the methods of the same kernels for weights of floats
     * @param classes for the methods
     */
    public HalfMethods(Target target, KernelMethods floats, NestedClasses classes) {
        this.target = target;
        this.floats = floats;
        this.classes = classes;
        this.loops = new HalfLoops(target, classes);
    }

    /** What calls a kernel's method; writes it when it is first asked for. With {@code Row} behind it, that of {@link Columns} for one row. */
    public String name(Kernel kernel) {
        String known = names.get(kernel);
        if (known != null) {
            return known;
        }
        String called = floats.name(kernel);
        String name = called.substring(called.lastIndexOf('.') + 1) + "Half";
        List<MethodSpec> methods = methods(kernel, name, called);
        String qualified = classes.add(methods, methods.size() * CONSTANTS) + name;
        names.put(kernel, qualified);
        return qualified;
    }

    private List<MethodSpec> methods(Kernel kernel, String name, String called) {
        if (kernel instanceof Columns columns) {
            return List.of(
                    new HalfRow(target, columns, loops).method(name + "Row"),
                    ColumnsMethods.halved(target, columns, name, called, loops.widenPanels()));
        } else if (kernel instanceof Dot dot) {
            return List.of(widened(name, called, dot.bias(), dot.epilogue(), "rows", dot.out(), dot.weightStride()));
        } else if (kernel instanceof ConvolutionLoop loop) {
            return List.of(widened(
                    name,
                    called,
                    loop.bias(),
                    loop.epilogue(),
                    "n" + floats.counts().parameters(ConvolutionMethods.sizes(loop)),
                    Panel.count(loop.out()),
                    loop.in() * Buffer.LANES));
        } else if (kernel instanceof GatherRows gather) {
            return List.of(gather(name, gather));
        } else if (kernel instanceof RecurrentLoop recurrent) {
            return List.of(RecurrentMethods.halved(
                    floats.counts(), recurrent, name, called + "Cell", name(recurrent.product())));
        }
        throw new IllegalStateException(kernel + " reads no weights of 16 bits");
    }

    /** Floats of scratch space that a kernel's method for many rows needs, on any target. */
    public static int scratch(Kernel kernel) {
        if (kernel instanceof Columns columns) {
            return Arrays.stream(Target.values())
                    .mapToInt(target -> ColumnsMethods.widenedPanels(target, columns))
                    .map(panels -> panels * columns.panelStride())
                    .max()
                    .orElse(0);
        } else if (kernel instanceof Dot dot) {
            return dot.out() * dot.weightStride();
        } else if (kernel instanceof RecurrentLoop recurrent) {
            return scratch(recurrent.product());
        } else if (kernel instanceof ConvolutionLoop loop) {
            return Panel.count(loop.out()) * loop.in() * Buffer.LANES;
        }
        return 0;
    }

    /** What the methods take besides the number of rows: as for floats, with other weights. */
    static String parameters(boolean bias, Epilogue epilogue) {
        return ColumnsMethods.parameters(bias, epilogue).replace("float[] w, int wo", "int[] w, int wo, boolean f16");
    }

    /** Scratch space, as parameters. */
    static String scratch() {
        return ", float[] wide, int wideo, ";
    }

    private MethodSpec widened(
            String name, String called, boolean bias, Epilogue epilogue, String counts, int panels, int panel) {
        String parameters = ColumnsMethods.parameters(bias, epilogue) + ", int " + counts;
        String body = Code.fill(
                """
                #{widen}(w, wo, f16, #{panels}, #{groups}, wide, wideo);
                #{called}(#{arguments});
                """,
                "widen",
                loops.widenPanels(),
                "panels",
                panels,
                "groups",
                panel / Buffer.LANES,
                "called",
                called,
                "arguments",
                Methods.arguments(parameters).replace("w, wo,", "wide, wideo,"));
        return Methods.kernel(
                name,
                "{@code " + called + "} with weights of 16 bits, which are widened to {@code wide} first.",
                parameters(bias, epilogue) + scratch() + "int " + counts,
                body);
    }

    private MethodSpec gather(String name, GatherRows kernel) {
        int groups = kernel.tableStride() / Buffer.LANES;
        String body = Code.fill(
                """
                for (int r = 0; r < rows; r++) {
                    #{widen}(w, wo + #{row}, f16, #{groups}, y, yo + #{place});
                }
                """,
                "widen",
                loops.widen(),
                "row",
                Code.times("x[xo + r]", HalvedParameters.packedPanel(groups)),
                "groups",
                groups,
                "place",
                Code.times("r", kernel.stride()));
        return Methods.kernel(
                name,
                "The rows of w, a table of 16 bits, that {@code rows} indices tell.",
                "int[] w, int wo, boolean f16, int[] x, int xo, float[] y, int yo, int rows",
                body);
    }
}
