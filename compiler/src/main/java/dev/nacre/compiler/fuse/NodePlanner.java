package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.tensor.Append;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Flags;
import dev.nacre.compiler.tensor.Fold;
import dev.nacre.compiler.tensor.Gather;
import dev.nacre.compiler.tensor.MaxGradient;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Recent;
import dev.nacre.compiler.tensor.Scan;
import dev.nacre.compiler.tensor.ScanEnd;
import dev.nacre.compiler.tensor.ScanGradient;
import dev.nacre.compiler.tensor.ScanTrace;
import dev.nacre.compiler.tensor.ScatterAdd;
import dev.nacre.compiler.tensor.Window;

/** Plans nodes of a program, each by the planner for its kind. */
final class NodePlanner {

    private final ProgramPlanner planner;
    private final ConvolutionPlanner convolutions;
    private final ContractionPlanner contractions;
    private final BatchedContractionPlanner batched;
    private final Views views;
    private final LoopPlanner loops;
    private final ConcatPlanner concats;
    private final TransposePlanner transpositions;
    private final PoolPlanner pools;
    private final TablePlanner tables;
    private final RecurrencePlanner recurrences;
    private final CallersArrays ports;

    NodePlanner(
            ProgramPlanner planner,
            ConvolutionPlanner convolutions,
            ContractionPlanner contractions,
            LoopPlanner loops,
            ConcatPlanner concats,
            TablePlanner tables,
            RecurrencePlanner recurrences,
            CallersArrays ports) {
        this.planner = planner;
        this.convolutions = convolutions;
        this.contractions = contractions;
        this.views = new Views(planner);
        this.batched = new BatchedContractionPlanner(planner, views);
        this.loops = loops;
        this.concats = concats;
        this.transpositions = new TransposePlanner(planner);
        this.pools = new PoolPlanner(planner);
        this.tables = tables;
        this.recurrences = recurrences;
        this.ports = ports;
    }

    /** Emits the kernels that compute a node, unless others compute it or nobody has to. */
    void plan(Node node) {
        node.primitive().match(new Primitive.Cases<Boolean>() {
            @Override
            public Boolean input(Primitive.Input input) {
                return ports.planInput(node, input);
            }

            @Override
            public Boolean parameter(Primitive.Parameter parameter) {
                return true;
            }

            @Override
            public Boolean map(Primitive.Map map) {
                return contractions.planWithEpilogue(node, map) || pools.planMap(node, map) || loops.planMap(node, map);
            }

            @Override
            public Boolean contract(Contract contract) {
                if (BatchedContractionPlanner.handles(contract)) {
                    return batched.plan(node, contract);
                }
                return convolutions.isHidden(node) || contractions.isDeferred(node) || contractions.plan(node);
            }

            @Override
            public Boolean reduce(Primitive.Reduce reduce) {
                return pools.planReduce(node, reduce) || loops.planReduce(node, reduce);
            }

            @Override
            public Boolean reshape(Primitive.Reshape reshape) {
                return planner.roots().isIota(node.value())
                        || planner.roots().parameter(node.value()).isPresent()
                        || convolutions.isHidden(node)
                        || convolutions.planReshape(node, reshape)
                        || transpositions.takesOver(node, reshape)
                        || views.isView(node, reshape)
                        || loops.planReshape(node, reshape);
            }

            @Override
            public Boolean concat(Primitive.Concat concat) {
                return concats.planConcat(node, concat);
            }

            @Override
            public Boolean slice(Primitive.Slice slice) {
                return concats.planSlice(node, slice);
            }

            @Override
            public Boolean detach(Primitive.Detach detach) {
                if (planner.buffers().has(detach.operand())) {
                    planner.buffers().put(node.value(), planner.buffers().of(detach.operand()));
                }
                return true;
            }

            @Override
            public Boolean random(Primitive.Random random) {
                return loops.planRandom(node, random);
            }

            @Override
            public Boolean transpose(Primitive.Transpose transpose) {
                return transpositions.plan(node, transpose);
            }

            @Override
            public Boolean window(Window window) {
                return convolutions.planWindow(node, window);
            }

            @Override
            public Boolean fold(Fold fold) {
                return contractions.isDeferred(node) || convolutions.planFold(node) || pools.planFold(node, fold);
            }

            @Override
            public Boolean maxGradient(MaxGradient maxGradient) {
                return pools.planMaxGradient(node, maxGradient);
            }

            @Override
            public Boolean gather(Gather gather) {
                return tables.planGather(node, gather);
            }

            @Override
            public Boolean scatterAdd(ScatterAdd scatterAdd) {
                throw unplanned(node);
            }

            @Override
            public Boolean flags(Flags flags) {
                return tables.planFlags(node, flags);
            }

            @Override
            public Boolean scanGradient(ScanGradient scanGradient) {
                return recurrences.planGradient(node, scanGradient);
            }

            @Override
            public Boolean scan(Scan scan) {
                return recurrences.planStates(node, scan);
            }

            @Override
            public Boolean scanEnd(ScanEnd scanEnd) {
                return recurrences.planEnd(node, scanEnd);
            }

            @Override
            public Boolean scanTrace(ScanTrace scanTrace) {
                return recurrences.planTrace(node, scanTrace);
            }

            @Override
            public Boolean recent(Recent recent) {
                return loops.planRecent(node, recent);
            }

            @Override
            public Boolean append(Append append) {
                return loops.planAppend(node, append);
            }

            @Override
            public Boolean axisSize(Primitive.AxisSize axisSize) {
                return true;
            }

            @Override
            public Boolean iota(Primitive.Iota iota) {
                return true;
            }

            @Override
            public Boolean batchSize(Primitive.BatchSize batchSize) {
                planner.buffers().put(node.value(), Buffer.SAMPLES);
                return true;
            }
        });
    }

    private static IllegalStateException unplanned(Node node) {
        return new IllegalStateException(
                "no kernel for " + node.primitive() + " of " + node.origin().layer());
    }
}
