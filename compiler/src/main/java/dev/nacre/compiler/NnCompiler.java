package dev.nacre.compiler;

import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.check.Checker;
import dev.nacre.compiler.emit.Emission;
import dev.nacre.compiler.format.Formatter;
import dev.nacre.compiler.fuse.Fusion;
import dev.nacre.compiler.grad.Differentiation;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.PlanVerifier;
import dev.nacre.compiler.lower.Lowering;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.parse.Parser;
import dev.nacre.compiler.place.PlacedPlan;
import dev.nacre.compiler.place.Placement;
import dev.nacre.compiler.place.PlacementVerifier;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.tensor.MonotoneSinking;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.TransposeSinking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The compiler: each stage a pure function of the one before it. Reads and writes nothing. */
public final class NnCompiler {

    private NnCompiler() {}

    /** Compiles a set of files that may refer to each other. Mistakes in them are values, and so are failures of the compiler. */
    public static Compilation compile(List<SourceFile> files, CompilerOptions options) {
        return compile(files, List.of(), options);
    }

    /** As {@link #compile(List, CompilerOptions)}, with files whose consts and blocks may be imported. */
    public static Compilation compile(List<SourceFile> files, List<SourceFile> imported, CompilerOptions options) {
        return compile(files, imported, options, true, NnCompiler::plan);
    }

    /** The same without the sources, in a fraction of the time: all that is wrong with the files. */
    public static Compilation verify(List<SourceFile> files, List<SourceFile> imported, CompilerOptions options) {
        return compile(files, imported, options, false, NnCompiler::plan);
    }

    /** @param planning from a network to its kernels */
    static Compilation compile(
            List<SourceFile> files,
            List<SourceFile> imported,
            CompilerOptions options,
            boolean emitting,
            Function<Network, Plan> planning) {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = check(files, imported, diagnostics);
        List<GeneratedSource> sources = new ArrayList<>();
        if (diagnostics.isEmpty()) {
            for (Network network : networks) {
                Optional<PlacedPlan> placed = placed(network, options, diagnostics, planning);
                if (emitting && diagnostics.isEmpty()) {
                    placed.flatMap(plan -> Failures.reported(
                                    network.name(), network.span(), diagnostics, () -> emit(network, plan, options)))
                            .ifPresent(sources::addAll);
                }
            }
        }
        return new Compilation(diagnostics.sorted(), networks, diagnostics.isEmpty() ? sources : List.of());
    }

    /** Parses and checks only: the networks of all models without mistakes. */
    public static List<Network> check(List<SourceFile> files, Diagnostics diagnostics) {
        return check(files, List.of(), diagnostics);
    }

    /** As {@link #check(List, Diagnostics)}, with files whose consts and blocks may be imported. */
    public static List<Network> check(List<SourceFile> files, List<SourceFile> imported, Diagnostics diagnostics) {
        Set<SourceFile> unreadable = new HashSet<>();
        List<SourceUnit> units = parse(files, unreadable, diagnostics);
        List<SourceUnit> libraries = parse(imported, unreadable, diagnostics);
        return files.isEmpty()
                ? List.of()
                : Failures.reported(
                                files.get(0).name(),
                                start(files.get(0)),
                                diagnostics,
                                () -> Checker.check(units, libraries, unreadable, diagnostics))
                        .orElse(List.of());
    }

    private static Span start(SourceFile file) {
        return new Span(file, 0, 0);
    }

    /** The text of a file in the one style; empty or reported if it cannot be formatted. */
    public static Optional<String> format(SourceFile file, Diagnostics diagnostics) {
        return Failures.reported(file.name(), start(file), diagnostics, () -> Formatter.format(file, diagnostics))
                .flatMap(text -> text);
    }

    private static List<SourceUnit> parse(List<SourceFile> files, Set<SourceFile> unreadable, Diagnostics diagnostics) {
        List<SourceUnit> units = new ArrayList<>();
        for (SourceFile file : files) {
            Failures.reported(file.name(), start(file), diagnostics, () -> Parser.parse(file, diagnostics))
                    .flatMap(unit -> unit)
                    .ifPresentOrElse(units::add, () -> unreadable.add(file));
        }
        return units;
    }

    /**
     * The plan of a model that is small enough to be written; empty or reported when it is not. A guess spares the time to
     * plan the largest.
     */
    static Optional<PlacedPlan> placed(
            Network network, CompilerOptions options, Diagnostics diagnostics, Function<Network, Plan> planning) {
        return Failures.reported(
                        network.name(),
                        network.span(),
                        diagnostics,
                        () -> written(network, options, diagnostics, planning))
                .flatMap(placed -> placed);
    }

    private static Optional<PlacedPlan> written(
            Network network, CompilerOptions options, Diagnostics diagnostics, Function<Network, Plan> planning) {
        SizeLimits limits = new SizeLimits(network, options.targets());
        Optional<Diagnostic> guessed = limits.problem();
        if (guessed.isPresent()) {
            diagnostics.report(guessed.get());
            return Optional.empty();
        }
        Optional<PlacedPlan> placed = place(planning.apply(network));
        limits.problem(placed).ifPresent(diagnostics::report);
        return placed;
    }

    /** The forward pass of a network as a program, with few transposes, and maxima before what they can go before. */
    public static Program program(Network network, Mode mode) {
        Program lowered = Lowering.lower(network, mode);
        Program transposed = TransposeSinking.sink(lowered);
        return MonotoneSinking.sink(transposed);
    }

    /** From a network to its kernels. */
    public static Plan plan(Network network) {
        Program prediction = program(network, Mode.PREDICTION);
        Program training = Differentiation.differentiate(program(network, Mode.TRAINING), Lengths.of(network));
        Optional<Program> step = network.isStreaming() ? Optional.of(program(network, Mode.STEP)) : Optional.empty();
        return Fusion.plan(network, prediction, training, step);
    }

    /** Where the buffers of a plan lie; empty when one sample does not fit into an array. */
    private static Optional<PlacedPlan> place(Plan plan) {
        PlanVerifier.verify(plan);
        Optional<PlacedPlan> placed = Placement.place(plan);
        placed.ifPresent(PlacementVerifier::verify);
        return placed;
    }

    private static List<GeneratedSource> emit(Network network, PlacedPlan placed, CompilerOptions options) {
        return Emission.emit(network, placed, options.targets()).stream()
                .map(source -> new GeneratedSource(source.path(), source.text()))
                .toList();
    }
}
