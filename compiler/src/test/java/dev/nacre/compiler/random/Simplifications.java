package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Models that are less than one, with one simplification each. */
final class Simplifications {

    private static final Pattern LENGTH = Pattern.compile("\\b([A-Z]) <= ([^,\\]]+)");

    private final RandomModel model;
    private final List<RandomModel> simpler = new ArrayList<>();

    private Simplifications(RandomModel model) {
        this.model = model;
    }

    /** The smallest first. */
    static List<RandomModel> of(RandomModel model) {
        Simplifications simplifications = new Simplifications(model);
        simplifications.cutBody();
        simplifications.changeBodies();
        simplifications.dropOutputs();
        simplifications.dropSecondNames();
        simplifications.dropEqualItems();
        simplifications.changePorts();
        simplifications.fixLengths();
        simplifications.changeNumbers();
        simplifications.inlineConsts();
        Set<RandomModel> pruned = new LinkedHashSet<>();
        simplifications.simpler.forEach(other -> pruned.add(Fitting.of(Pruning.of(other))));
        int size = model.size();
        return pruned.stream()
                .filter(other -> other.size() < size)
                .sorted(Comparator.comparingInt(RandomModel::size))
                .toList();
    }

    /** What comes before an item alone, and what comes behind it alone. */
    private void cutBody() {
        List<Item> body = model.body();
        for (int i = 1; i < body.size(); i++) {
            simpler.add(model.with(body.subList(0, i)).withOutputs(List.of()));
            behind(body.subList(0, i), body.subList(i, body.size()));
        }
    }

    /** The items behind others, with ports for the values that they read of those. */
    private void behind(List<Item> before, List<Item> items) {
        boolean goesOn = !items.get(0).word().equals(Item.FROM);
        Set<String> read = new TreeSet<>();
        items.stream()
                .flatMap(Item::all)
                .flatMap(item -> item.arguments().stream())
                .forEach(argument -> read.add(argument.value()));
        Set<String> known = new LinkedHashSet<>();
        model.inputs().forEach(port -> known.add(port.name()));
        before.forEach(item -> known.addAll(item.taps()));
        known.retainAll(read);
        List<Port> ports = new ArrayList<>();
        Optional<String> type = Types.after(model, before);
        if (goesOn && type.isPresent()) {
            ports.add(new Port(type.get().startsWith("int") ? "row0" : "x0", type.get()));
        }
        for (String name : known) {
            Types.after(
                            model,
                            Stream.concat(before.stream(), Stream.of(Item.of(Item.FROM, name)))
                                    .toList())
                    .ifPresent(other -> ports.add(new Port(name, other)));
        }
        if (ports.size() == known.size() + (goesOn ? 1 : 0) && !ports.isEmpty()) {
            Stream<Item> start = goesOn && ports.size() > 1
                    ? Stream.of(Item.of(Item.FROM, ports.get(0).name()))
                    : Stream.of();
            simpler.add(
                    model.with(Stream.concat(start, items.stream()).toList()).withInputs(ports));
        }
    }

    private void changeBodies() {
        ChainCuts.of(model, true, List.of(), model.body()).forEach(body -> simpler.add(model.with(body)));
        for (Block block : model.blocks()) {
            ChainCuts.of(model, false, List.of(), block.body())
                    .forEach(body -> simpler.add(model.withBlock(block.with(body))));
        }
    }

    private void dropOutputs() {
        if (model.outputs().size() == 1) {
            simpler.add(model.withOutputs(List.of()));
        }
        for (int i = 0; i < model.outputs().size() && model.outputs().size() > 1; i++) {
            simpler.add(model.withOutputs(ItemCuts.without(model.outputs(), i)));
            simpler.add(model.withOutputs(List.of(model.outputs().get(i))));
        }
    }

    /** The names of values that have another already. */
    private void dropSecondNames() {
        for (int i = 0; i < model.body().size(); i++) {
            Item item = model.body().get(i);
            if (item.word().equals(Item.FROM)
                    && item.taps().size() == item.arguments().size()) {
                RandomModel other = model;
                for (int j = 0; j < item.taps().size(); j++) {
                    String second = item.taps().get(j);
                    String first = item.arguments().get(j).value();
                    other = other.mapTexts(text -> text.equals(second) ? first : text);
                }
                List<Item> body = new ArrayList<>(other.body());
                body.set(i, body.get(i).tapped(List.of()));
                simpler.add(other.with(body));
            }
        }
    }

    /** All items that are written alike. */
    private void dropEqualItems() {
        Map<Item, Long> counts =
                model.items().collect(Collectors.groupingBy(item -> item, LinkedHashMap::new, Collectors.counting()));
        counts.forEach((item, count) -> {
            if (count > 1) {
                RandomModel other = model.with(Item.without(model.body(), item));
                for (Block block : model.blocks()) {
                    other = other.withBlock(block.with(Item.without(block.body(), item)));
                }
                simpler.add(other);
            }
        });
    }

    /** Smaller inputs, and inputs of fewer dimensions. */
    private void changePorts() {
        for (int i = 0; i < model.inputs().size(); i++) {
            Port port = model.inputs().get(i);
            List<String> types = new ArrayList<>(Numbers.smaller(port.type()));
            List<Integer> sizes = Numbers.in(port.type());
            String kind = port.type().startsWith("int") ? "int" : "";
            IntStream.range(0, sizes.size())
                    .forEach(axis -> types.add(kind + Value.text(ItemCuts.without(sizes, axis))));
            for (String type : types) {
                List<Port> inputs = new ArrayList<>(model.inputs());
                inputs.set(i, new Port(port.name(), type));
                simpler.add(model.withInputs(inputs));
            }
        }
    }

    /** Numbers instead of lengths, and no stream. */
    private void fixLengths() {
        RandomModel other = model.withAnnotations(List.of());
        simpler.add(other);
        for (Port port : model.inputs()) {
            Matcher declared = LENGTH.matcher(port.type());
            while (declared.find()) {
                String bound = declared.group(2);
                Pattern name = Pattern.compile("\\[" + declared.group(1) + "\\b( <= [^,\\]]+)?");
                simpler.add(
                        other.mapTexts(text -> name.matcher(text).replaceAll("[" + Matcher.quoteReplacement(bound))));
            }
        }
    }

    /** Numbers that are smaller wherever they stand. */
    private void changeNumbers() {
        Set<Integer> numbers = new TreeSet<>(Numbers.in(model.text("M")));
        for (int number : numbers) {
            for (int other : Numbers.below(number)) {
                simpler.add(model.mapTexts(text -> Numbers.replaced(text, i -> i == number ? other : i)));
            }
        }
    }

    private void inlineConsts() {
        for (Argument constant : model.consts()) {
            String name = Pattern.quote(constant.name()) + "\\b";
            simpler.add(model.mapTexts(text -> text.replaceAll(name, constant.value())));
        }
    }
}
