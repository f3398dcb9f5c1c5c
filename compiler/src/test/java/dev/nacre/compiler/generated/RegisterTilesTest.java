package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.nacre.compiler.generated.Instruction.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The loops of register tiles, as C2 compiles them on processors with AVX2 or AVX-512, keep their sums in registers: they have as
 * many fma as sums, no vector comes from the stack or goes there, and nothing is called. With two collectors, because C2 also
 * shapes loops by what the collector asks of them.
 *
 * <p>What does not hold, and is not asked for: convolutions of one channel by 3x3, which have their nine terms in one turn of a loop,
 * spill on JDK 17, and the gradients of their weights on any JDK; tiles of 512 bits, which have no fences, spill on JDK 17 for some
 * numbers of terms, and those of two chains on any JDK.
 */
class RegisterTilesTest {

    /** With 64, 128, 256, 784 and 1024 terms in a sum, and with bias and without. */
    private static final String MODELS = """
            model Pixels (x: [784]) < linear(128); relu; linear(1024, bias = false) >
            model Falling (x: [1024]) < linear(64); relu; linear(256, bias = false); relu; linear(32); linear(10) >
            model Seen (x: [16,8,8]) < conv2d(32, 3); relu; conv2d(32, 3) >
            """;

    /** By model, kernels that training calls, and how many chains their sums have. */
    private static final Map<String, Map<String, Integer>> CHAINS = Map.of(
            "Pixels",
            Map.of(
                    "linearRelu784x128", 1,
                    "linear128x1024", 1,
                    "linearReluBackward1024x128", 1,
                    "linearBackwardWeight784x128", 1,
                    "linearBackwardWeight128x1024", 1),
            "Falling",
            Map.of(
                    "linearRelu1024x64", 1,
                    "linearRelu64x256", 1,
                    "linear256x32", 2,
                    "linear32x10", 4,
                    "linearReluBackward32x256", 1,
                    "linearReluBackward256x64", 1,
                    "linearBackwardWeight1024x64", 1,
                    "linearBackwardWeight64x256", 1,
                    "linearBackwardWeight256x32", 1),
            "Seen",
            Map.of(
                    "conv2dRelu144x32", 1,
                    "conv2d288x32", 1,
                    "conv2dReluBackward288x32", 1,
                    "conv2dBackwardWeight144x32", 1,
                    "conv2dBackwardWeight288x32", 1));

    private static final String PRINTED = """
            [{ match: ["test/*.*Tile*"], c2: { PrintAssembly: true } }]
            """;

    /** A tile's name ends with its rows, or rows and columns of positions, and outputs. */
    private static final Pattern TILE = Pattern.compile("(\\w+)Tile(?:(\\d+)x)?(\\d+)x(\\d+)\\(.*");

    private static final class Compiled {
        static final CompiledModels ALL = CompiledModels.of(MODELS);
    }

    @ParameterizedTest
    @CsvSource({
        "256, G1, Pixels Falling Seen",
        "256, Serial, Pixels Falling Seen",
        "128, G1, Pixels",
        "128, Serial, Pixels"
    })
    void sumsStayIn16Registers(int bits, String collector, String models, @TempDir Path directory) throws IOException {
        assumeTrue(vectors() >= 2, "tiles are read on processors with AVX2 and fma, and in HotSpot alone");
        assertEquals(List.of(), faults(List.of(models.split(" ")), bits, collector, "-XX:UseAVX=2", directory));
    }

    @ParameterizedTest
    @CsvSource({"512, G1, Pixels", "512, Serial, Pixels"})
    void sumsStayIn32Registers(int bits, String collector, String models, @TempDir Path directory) throws IOException {
        assumeTrue(Runtime.version().feature() > 17, "C2 of JDK 17 spills in some tiles of 512 bits");
        assumeTrue(vectors() >= 3, "tiles of 512 bits are read on processors with AVX-512, and in HotSpot alone");
        assertEquals(List.of(), faults(List.of(models.split(" ")), bits, collector, "-XX:UseAVX=3", directory));
    }

    /** HotSpot's level of AVX, or 0 without it or without fma. */
    private static int vectors() {
        HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        boolean isX86 = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
        boolean isHotSpot =
                options != null && System.getProperty("java.vm.name").contains("Server VM");
        return isX86 && isHotSpot && options.getVMOption("UseFMA").getValue().equals("true")
                ? Integer.parseInt(options.getVMOption("UseAVX").getValue())
                : 0;
    }

    private static List<String> faults(List<String> models, int bits, String collector, String vectors, Path directory)
            throws IOException {
        String text = print(models, bits, collector, vectors, directory);
        assumeFalse(text.contains("[Disassembly]"), "with a disassembler, machine code is not printed as bytes");
        Map<String, MachineCode> methods = MachineCode.read(text);
        List<String> faults = new ArrayList<>();
        for (String model : models) {
            sumsOfTiles(model, bits)
                    .forEach((tile, sums) -> faults.addAll(faults(tile, methods.get("test." + tile), sums)));
        }
        return faults;
    }

    /** Sooner than otherwise, and without compilations that begin inside of a loop, which takes a third less time. */
    private static String print(List<String> models, int bits, String collector, String vectors, Path directory)
            throws IOException {
        Path printed = Files.writeString(directory.resolve("printed.json"), PRINTED);
        List<String> options = List.of(
                "-Xbatch",
                "-XX:CompileThresholdScaling=0.2",
                "-XX:-UseOnStackReplacement",
                vectors,
                "-XX:+Use" + collector + "GC",
                "-Dnacre.simd=" + bits,
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:CompilerDirectivesFile=" + printed);
        return ChildJvm.run(Compiled.ALL, directory, TileWarmUp.class, options, models.toArray(String[]::new));
    }

    /** By tile of several rows, how many vectors it adds up. */
    private static Map<String, Integer> sumsOfTiles(String model, int bits) {
        String type = model + bits;
        Map<String, Integer> tiles = new TreeMap<>();
        Set<String> kernels = new HashSet<>();
        for (String method : ClassFile.methodSizes(Compiled.ALL.classes().get("test." + type))
                .keySet()) {
            Matcher tile = TILE.matcher(method);
            if (tile.matches() && CHAINS.get(model).containsKey(tile.group(1))) {
                int height = tile.group(2) == null ? 1 : Integer.parseInt(tile.group(2));
                int rows = height * Integer.parseInt(tile.group(3));
                int vectors = Integer.parseInt(tile.group(4)) * Float.SIZE / bits;
                if (rows > 1) {
                    kernels.add(tile.group(1));
                    int chains = CHAINS.get(model).get(tile.group(1));
                    tiles.put(type + "::" + method.substring(0, method.indexOf('(')), rows * vectors * chains);
                }
            }
        }
        assertEquals(CHAINS.get(model).keySet(), kernels);
        return tiles;
    }

    private static List<String> faults(String tile, MachineCode code, int sums) {
        if (code == null) {
            return List.of(tile + " was not compiled by C2");
        }
        List<String> faults = new ArrayList<>();
        List<List<Instruction>> loops = code.loopsOfFma();
        if (loops.isEmpty()) {
            faults.add(tile + " has no loop with fma");
        }
        for (List<Instruction> loop : loops) {
            long fma = count(loop, Kind.FMA);
            long calls = count(loop, Kind.CALL);
            long spills = loop.stream().filter(Instruction::spills).count();
            if (fma != sums || calls > 0 || spills > 0) {
                faults.add(tile + " has a loop with " + fma + " fma for " + sums + " sums, " + spills
                        + " vectors on the stack and " + calls + " calls");
            }
        }
        return faults;
    }

    private static long count(List<Instruction> loop, Kind kind) {
        return loop.stream().filter(instruction -> instruction.kind() == kind).count();
    }
}
