package dev.nacre.compiler.fuse;

import dev.nacre.compiler.fuse.PassSteps.Place;
import dev.nacre.compiler.fuse.Sections.Section;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.Phases;
import dev.nacre.compiler.kernel.Repack;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.kernel.StepRoles;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.CompilerDefect;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Origin;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans one program: visits its nodes in order and emits the kernels that compute them into the sections that need them. */
final class ProgramPlanner {

    private final Lengths lengths;
    private final ParameterStorage storage;
    private final MapFusion.Fused fused;
    private final Program program;
    private final int[] uses;
    private final int[] lastReaders;
    private final Sections sections;
    private final Buffers buffers = new Buffers();
    private final Provenance provenance;
    private final Roots roots;
    private final PhaseNumbers phases;
    private final PassSteps steps = new PassSteps();
    private final Buffer.Home sharedHome;
    private final Copies copies = new Copies(this);
    private final Map<Integer, Integer> strides = new HashMap<>();
    private final Map<Integer, List<Origin>> origins = new HashMap<>();
    private final LoopPlanner loops;
    private final GradientPlanner gradients;
    private final ConcatPlanner concats;
    private final NodePlanner nodes;
    private final CallersArrays ports;

    /** @param shared where values are computed that all samples share */
    ProgramPlanner(
            Network network,
            Lengths lengths,
            ParameterStorage storage,
            Transposes transposes,
            Program source,
            Buffer.Home shared) {
        this.lengths = lengths;
        this.storage = storage;
        this.sharedHome = shared;
        this.fused = MapFusion.fuse(source);
        this.program = fused.program();
        this.uses = Uses.count(program);
        this.lastReaders = Uses.lastReaders(program, uses);
        this.sections = new Sections(program);
        this.phases = new PhaseNumbers(program, sections);
        this.provenance = new Provenance(network);
        this.roots = new Roots(program);
        Images images = new Images(this);
        ConvolutionPlanner convolutions = new ConvolutionPlanner(this, storage, transposes, images);
        TablePlanner tables = new TablePlanner(this, storage);
        this.loops = new LoopPlanner(this, storage);
        this.gradients =
                new GradientPlanner(this, storage, tables, convolutions, new WindowGradientPlanner(this, images));
        this.concats = new ConcatPlanner(this);
        this.ports = new CallersArrays(this, network);
        this.nodes = new NodePlanner(
                this,
                convolutions,
                new ContractionPlanner(this, storage, transposes, convolutions),
                loops,
                concats,
                tables,
                new RecurrencePlanner(this, storage, transposes),
                ports);
    }

    PassSteps steps() {
        return steps;
    }

    /** Whether samples share anything but parameters. */
    boolean isPhased() {
        return phases.anyShared();
    }

    void plan() {
        for (Node node : program.nodes()) {
            if (sections.needed(node.value())) {
                CompilerDefect.at(node.origin().layer(), node.origin().span(), () -> plan(node));
            }
        }
        program.outputs().forEach(this::deliver);
    }

    private Node plan(Node node) {
        if (sections.of(node.value()) == Section.ACCUMULATE) {
            gradients.plan(node);
        } else if (phases.isSum(node)) {
            loops.planStatistic(node, (Primitive.Reduce) node.primitive());
            gradients.planIfWanted(node);
        } else {
            nodes.plan(node);
        }
        return node;
    }

    /**
     * Where a node's result goes: straight to the caller's array if nothing else reads it, whole vectors fit its rows, and these have
     * the same distances for all samples, else to its place in a concatenation or to one of its own in the arena.
     *
     * @param elementwise whether the kernel stores single elements, so that any width fits
     * @param matrix whether rows have to be equally far apart throughout the batch
     */
    Buffer result(Value value, boolean elementwise, boolean matrix) {
        boolean fits = (elementwise || value.shape().last() % Buffer.LANES == 0) && !lengths.areSpread(value.shape());
        return resultAt(value, fits, matrix);
    }

    /** The same for a value whose elements are stored one by one, wherever the axes of a sample have them. */
    Buffer turnedResult(Value value) {
        return resultAt(value, true, false);
    }

    private Buffer resultAt(Value value, boolean fits, boolean matrix) {
        if (!value.batched()) {
            return buffers.shared(value, sharedHome);
        }
        Optional<Buffer> inPlace = fits && uses[value.id()] == 1 ? ports.inPlace(value) : Optional.empty();
        if (inPlace.isPresent()) {
            return inPlace.get();
        }
        Buffer buffer = concats.place(value, matrix).orElseGet(() -> buffers.arena(value.shape()));
        buffers.put(value, buffer);
        return buffer;
    }

    /** Copies a result to the caller's array, unless it was computed there. */
    private void deliver(Output output) {
        if (!CallersArrays.isCallers(output)) {
            return;
        }
        Section section = output.kind() == Output.Kind.RESULT ? Section.FORWARD : Section.INPUT_GRADIENT;
        int phase = sections.of(output.value()) == section ? phases.of(output.value()) : 0;
        ports.deliver(output, new Place(section, phase));
    }

    /** A buffer with the value in which rows are equally far apart throughout the batch. */
    Buffer matrix(Node reader, Value value) {
        return copies.matrix(reader, value);
    }

    /** A matrix with the value from which whole vectors may be read. */
    Buffer laneMatrix(Node reader, Value value) {
        Buffer buffer = lanes(reader, value);
        return buffer.isMatrix() ? buffer : matrix(reader, value);
    }

    /** A buffer with the value from which whole vectors may be read. */
    Buffer lanes(Node reader, Value value) {
        return copies.lanes(reader, value);
    }

    /** Notes at every how manyth step the rows of a stream's last steps are read. */
    void stride(Buffer recent, int every) {
        strides.put(recent.id(), every);
    }

    /** The steps of a step of a stream. */
    List<Step> stepsOfStream() {
        return StepRates.of(steps.steps(Section.FORWARD), strides);
    }

    /** What copies a value to rows that are equally far apart throughout the batch. */
    Step straightening(Node reader, Value value, Buffer to) {
        return concats.straightening(reader, value, to);
    }

    /** Adds a step that works on whole samples. */
    void step(Node node, Kernel kernel, Buffer... operands) {
        List<Operand> list = new ArrayList<>();
        for (Buffer buffer : operands) {
            list.add(new Operand.OfBuffer(buffer));
        }
        step(node, kernel, 1, list);
    }

    /**
     * Adds a step.
     *
     * @param before the nodes that the kernel computes on the way to {@code node}
     */
    void step(Node node, Kernel kernel, int rows, List<Operand> operands, Node... before) {
        Step step = new Step(kernel, rows, operands, comment(node, before));
        boolean sum = StepRoles.written(step) instanceof Operand.OfGradient;
        steps.add(sum ? place(node) : placeOfCopy(node), step);
    }

    private Place place(Node node) {
        return new Place(sections.of(node.value()), phases.of(node.value()));
    }

    /**
     * Where something is computed for a node to read. What a sum over the batch reads belongs to the samples: it is computed
     * where the samples are still apart.
     */
    Place placeOfCopy(Node reader) {
        Place place = place(reader);
        return place.section() == Section.ACCUMULATE
                ? new Place(Section.BACKWARD, phases.last(Section.BACKWARD))
                : place;
    }

    /** Adds a step that sums over the batch onto a parameter's gradient. */
    void accumulate(Node node, Kernel kernel, int rows, List<Operand> operands) {
        steps.add(new Place(Section.ACCUMULATE, 0), new Step(kernel, rows, operands, comment(node)));
    }

    /** What the model's buffers become. */
    List<Phases.Update> updates() {
        return program.outputs().stream()
                .filter(output -> output.kind() == Output.Kind.UPDATE)
                .map(output -> new Phases.Update(
                        output.name(),
                        buffers.of(output.value()),
                        storage.slot(output.name()).offset()))
                .toList();
    }

    /** A name for a kernel that computes the node, and those before it on the way. */
    String label(Node node, Node... before) {
        String label = provenance.label(origins(node, before));
        return isForward(node) ? label : label + "Backward";
    }

    private boolean isForward(Node node) {
        return sections.of(node.value()) == Section.FORWARD;
    }

    String comment(Node node, Node... before) {
        return provenance.comment(origins(node, before));
    }

    private List<Origin> origins(Node node, Node... before) {
        List<Origin> all = new ArrayList<>();
        for (Node earlier : before) {
            all.addAll(fused.of(earlier));
        }
        all.addAll(origins.getOrDefault(node.value().id(), fused.of(node)));
        return all;
    }

    /** What values are behind views. */
    Roots roots() {
        return roots;
    }

    /**
     * Puts parts of each row next to each other, as a node's value.
     *
     * @param shape in which they are next to each other; the value may have the same elements under another one
     */
    void join(Node node, List<Buffer> parts, Shape shape) {
        if (shape.equals(node.value().shape())) {
            concats.join(node, parts, result(node.value(), true, true));
            return;
        }
        Buffer joined = buffers.arena(shape);
        concats.join(node, parts, joined);
        step(node, Repack.of(label(node), joined, buffers.arena(node.value())), joined, buffers.of(node.value()));
    }

    /** Plans a map as a loop of its own, from which a product and its bias were taken away. */
    void loopOver(Node node, Primitive.Map map, Node product) {
        List<Origin> left = fused.of(node).stream()
                .filter(origin -> !origin.equals(product.origin()))
                .toList();
        origins.put(node.value().id(), left.isEmpty() ? fused.of(node) : left);
        loops.planMap(node, map);
    }

    /** Which counts are known only when the model is called. */
    Lengths lengths() {
        return lengths;
    }

    Program program() {
        return program;
    }

    Buffers buffers() {
        return buffers;
    }

    int uses(Value value) {
        return uses[value.id()];
    }

    /** The node that alone reads a value; empty if an output, no node or more than one does. */
    Optional<Node> onlyReader(Value value) {
        int reader = lastReaders[value.id()];
        return uses(value) == 1 && reader >= 0 ? Optional.of(program.nodes().get(reader)) : Optional.empty();
    }
}
