package dev.nacre.compiler.check;

import dev.nacre.compiler.check.layer.LayerResult;
import dev.nacre.compiler.check.layer.ShapeLimits;
import dev.nacre.compiler.check.layer.ShapeTrace;
import dev.nacre.compiler.model.CarriedState;
import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects the inputs, layers and parameters of a model while its chains are checked, and watches how large it gets. */
final class NetworkBuilder {

    /** The most layers of a model. */
    static final int MOST_LAYERS = 100_000;
    /** The most items looked at, those that make no layer included: empty copies cost time, too. */
    private static final int MOST_ITEMS = 1_000_000;
    /** The most bodies in one another. */
    private static final int DEEPEST = 128;
    /**
     * The most layers that share a table or a weight for windows: its gradient comes from all of them in one method, which
     * has four parameters for each, and a method of Java has at most 255.
     */
    static final int MOST_USES = 60;
    /** The longest name of a parameter. */
    private static final int LONGEST_PATH = 1_000;

    private final List<Network.Port> inputs = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<ItemSite> sites = new ArrayList<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    /** The parameters that are applied to a value with a length. */
    private final Set<String> withLengths = new HashSet<>();

    private long storage;
    private long recurrent;
    private int items;
    private boolean full;

    /** Adds an input; all inputs come before the first layer. */
    CurrentValue.Known addInput(String name, ElementType elements, Shape shape, ShapeTrace trace) {
        int value = inputs.size();
        inputs.add(new Network.Port(name, elements, shape, value));
        return new CurrentValue.Known(value, elements, shape, trace, Optional.empty());
    }

    /** The value, or the input where that has not been stated and is now. */
    CurrentValue resolved(CurrentValue current) {
        if (current instanceof CurrentValue.Unstated && !inputs.isEmpty()) {
            Network.Port input = inputs.get(0);
            return new CurrentValue.Known(
                    0,
                    input.elements(),
                    input.shape(),
                    ShapeTrace.of(input.name(), input.shape().toString(), Optional.empty()),
                    Optional.empty());
        }
        return current;
    }

    /** Counts an item or a copy that is about to be checked; false and reported when there are too many. */
    boolean countItem(ItemSite site) {
        items++;
        if (full) {
            return false;
        } else if (items > MOST_ITEMS || layers.size() >= MOST_LAYERS) {
            full = true;
            String most = items > MOST_ITEMS
                    ? ShapeLimits.grouped(MOST_ITEMS) + " items"
                    : ShapeLimits.grouped(MOST_LAYERS) + " layers";
            site.report(Mistake.of(DiagnosticCode.NN262, site.place(), "the model has more than " + most)
                    .help("make fewer copies"));
        } else if (site.body().depth() > DEEPEST) {
            full = true;
            site.report(DiagnosticCode.NN261, "more than " + DEEPEST + " bodies are in one another at this place");
        } else if (site.path().length() > LONGEST_PATH) {
            full = true;
            site.report(Mistake.of(
                            DiagnosticCode.NN263,
                            site.place(),
                            "the names of the parameters of " + site.title() + " would have more than " + LONGEST_PATH
                                    + " characters")
                    .help("give the items around it shorter labels"));
        }
        return !full;
    }

    int items() {
        return items;
    }

    /** Whether a limit has been passed, so that nothing more is to be added. */
    boolean isFull() {
        return full;
    }

    /** Adds a layer; its value is the next number. */
    CurrentValue addLayer(ItemSite site, String kind, List<CurrentValue.Known> from, LayerResult result) {
        List<String> names = new ArrayList<>();
        for (LayerResult.Weight weight : result.parameters()) {
            String name = site.path() + "." + weight.name();
            if (!addParameter(site, name, weight, result.operation(), from)) {
                return new CurrentValue.Poisoned();
            }
            names.add(name);
        }
        if (result.operation() instanceof Recurrence recurrence && !addRecurrent(site, recurrence)) {
            return new CurrentValue.Poisoned();
        }
        if (isSummedAtOnce(result.operation()) && !addUse(site, names.get(0))) {
            return new CurrentValue.Poisoned();
        }
        List<Integer> values = from.stream().map(CurrentValue.Known::value).toList();
        layers.add(new Layer(
                site.path(),
                kind,
                result.operation(),
                values,
                result.output(),
                names,
                site.item().span()));
        sites.add(site);
        ShapeTrace trace = from.get(0)
                .trace()
                .then(
                        site.item().title(),
                        result.output(),
                        result.setsShape() ? Optional.of(site.place()) : Optional.empty());
        ElementType elements = result.keepsElements() ? from.get(0).elements() : ElementType.FLOAT;
        return new CurrentValue.Known(
                inputs.size() + layers.size() - 1, elements, result.output(), trace, Optional.of(result.operation()));
    }

    /** Adds what a recurrent layer ends with, as a layer behind it. */
    CurrentValue.Known addCarried(CurrentValue.Known recurrent, CarriedState.Part part) {
        int place = recurrent.value() - inputs.size();
        Layer layer = layers.get(place);
        Shape shape = ((Recurrence) layer.operation()).carried();
        String kind = part == CarriedState.Part.STATE ? "final_state" : "final_cell";
        CarriedState operation = new CarriedState(part);
        layers.add(
                new Layer(layer.path(), kind, operation, List.of(recurrent.value()), shape, List.of(), layer.span()));
        ItemSite site = sites.get(place);
        sites.add(site);
        return new CurrentValue.Known(
                inputs.size() + layers.size() - 1,
                ElementType.FLOAT,
                shape,
                recurrent.trace().then(kind, shape, Optional.of(site.place())),
                Optional.of(operation));
    }

    private boolean addRecurrent(ItemSite site, Recurrence recurrence) {
        recurrent += (long) recurrence.layers() * recurrence.directions();
        if (recurrent > ShapeLimits.MOST_RECURRENT) {
            full = true;
            site.report(Mistake.of(
                            DiagnosticCode.NN206,
                            site.place(),
                            "with " + site.title() + " the model has " + ShapeLimits.grouped(recurrent)
                                    + " recurrent layers, each direction counted, but at most "
                                    + ShapeLimits.grouped(ShapeLimits.MOST_RECURRENT) + " are possible")
                    .help("take fewer layers"));
        }
        return !full;
    }

    /** Whether one method adds up the gradient of the first parameter from all layers that share it. */
    private static boolean isSummedAtOnce(Operation operation) {
        return operation instanceof Embedding
                || operation instanceof Convolution
                || operation instanceof TransposedConvolution;
    }

    private boolean addUse(ItemSite site, String name) {
        Parameter parameter = parameters.get(name);
        boolean trainable = parameter != null && parameter.trainable();
        if (trainable && uses.merge(name, 1, Integer::sum) > MOST_USES) {
            full = true;
            site.report(Mistake.of(
                            DiagnosticCode.NN206,
                            site.place(),
                            site.title() + " is used more than " + MOST_USES + " times with the same parameters")
                    .help("give some of them parameters of their own, or freeze them with `@frozen`"));
        }
        return !full;
    }

    /** Checks what stands in one body or item, and makes a group of the layers that come of it. */
    CurrentValue group(Group.Role role, String path, String kind, Span span, Supplier<CurrentValue> inside) {
        int place = groups.size();
        int first = layers.size();
        CurrentValue end = inside.get();
        if (layers.size() > first) {
            Shape output = end instanceof CurrentValue.Known known
                    ? known.shape()
                    : layers.get(layers.size() - 1).output();
            groups.add(place, new Group(role, path, kind, output, first, layers.size(), span));
        }
        return end;
    }

    /** Adds a parameter, or finds it where a layer is applied again; false and reported when that does not fit. */
    private boolean addParameter(
            ItemSite site, String name, LayerResult.Weight weight, Operation operation, List<CurrentValue.Known> from) {
        if (from.stream().anyMatch(value -> value.shape().hasLength())) {
            withLengths.add(name);
        }
        if (!site.body().shared()) {
            boolean trainable = weight.trainable() && !site.body().frozen() && !site.isFrozen();
            parameters.put(name, new Parameter(name, weight.shape(), weight.initialization(), trainable));
            addStorage(ShapeLimits.storage(weight.shape(), operation), site);
            return true;
        }
        Parameter existing = parameters.get(name);
        if (existing != null && withLengths.contains(name)) {
            Mistake mistake = Mistake.of(
                    DiagnosticCode.NN254,
                    site.place(),
                    site.title()
                            + " cannot be used again here: its parameters are applied to a value with a length, and"
                            + " those are used once");
            site.report(from.get(0)
                    .trace()
                    .explain(mistake, site.item().title())
                    .help("repeat the layer with parameters of its own"));
            return false;
        } else if (existing != null && !existing.shape().equals(weight.shape())) {
            Mistake mistake = Mistake.of(
                    DiagnosticCode.NN254,
                    site.place(),
                    site.title() + " cannot be used again here: its " + Wording.quoted(weight.name()) + " is "
                            + existing.shape() + ", but would have to be " + weight.shape());
            site.report(from.get(0)
                    .trace()
                    .explain(mistake, site.item().title())
                    .help(
                            "bring the value to the shape that it was first applied to, or repeat the layer with parameters"
                                    + " of its own"));
        }
        return existing != null && existing.shape().equals(weight.shape());
    }

    private void addStorage(long floats, ItemSite site) {
        long before = storage;
        storage += floats;
        if (before <= Shape.MAX_ELEMENTS && storage > Shape.MAX_ELEMENTS) {
            full = true;
            site.report(
                    DiagnosticCode.NN206,
                    "with " + site.title() + " the model needs " + ShapeLimits.grouped(storage)
                            + " floats for its parameters, padding included, but at most "
                            + ShapeLimits.grouped(Shape.MAX_ELEMENTS) + " are possible");
        }
    }

    List<Network.Port> inputs() {
        return inputs;
    }

    List<Layer> layers() {
        return layers;
    }

    /** How the layers nest, each group before those in it. */
    List<Group> groups() {
        return groups;
    }

    /** Where each layer stands, in their order. */
    List<ItemSite> sites() {
        return sites;
    }

    List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }
}
