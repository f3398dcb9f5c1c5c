package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Convolutions and pools. */
final class WindowLayers {

    private WindowLayers() {}

    private static boolean isSequence(Value value) {
        return value.rank() == 2;
    }

    private static boolean isImage(Value value) {
        return value.rank() == 3;
    }

    static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (int axes = 1; axes <= 2; axes++) {
            String suffix = axes + "d";
            Predicate<Value> fits = axes == 1 ? WindowLayers::isSequence : WindowLayers::isImage;
            choices.add(Choice.maybe("conv" + suffix, fits, WindowLayers::convolution));
            choices.add(Choice.of("maxpool" + suffix, fits, (value, dice) -> pool("maxpool" + suffix, value, dice)));
            choices.add(Choice.of("avgpool" + suffix, fits, (value, dice) -> pool("avgpool" + suffix, value, dice)));
            choices.add(Choice.maybe("adaptive_avgpool" + suffix, fits, WindowLayers::adaptive));
            for (String word : List.of("global_avgpool" + suffix, "global_maxpool" + suffix)) {
                choices.add(Choice.of(word, fits, (value, dice) -> global(word, value)));
            }
        }
        choices.add(Choice.maybe("conv_transpose2d", WindowLayers::isImage, WindowLayers::transposed));
        choices.add(Choice.maybe("upsample", value -> isSequence(value) || isImage(value), WindowLayers::upsample));
        return choices;
    }

    static Step global(String word, Value value) {
        List<Integer> shape = new ArrayList<>(List.of(value.size(0)));
        value.shape().stream().skip(1).forEach(size -> shape.add(1));
        return new Step(Item.of(word), Value.floats(shape));
    }

    /** Windows for each axis behind the channels, which are equal if they must be and then fit the shortest axis. */
    private static List<WindowSettings> settings(Value value, IntFunction<WindowSettings> make, boolean equal) {
        List<WindowSettings> settings = new ArrayList<>();
        int least = value.shape().stream().skip(1).mapToInt(size -> size).min().orElseThrow();
        for (int axis = 1; axis < value.rank(); axis++) {
            settings.add(equal && axis > 1 ? settings.get(0) : make.apply(equal ? least : value.size(axis)));
        }
        return settings;
    }

    /** One number for all axes, or a list with one for each. */
    static String written(List<WindowSettings> settings, ToIntFunction<WindowSettings> part, Dice dice) {
        List<Integer> numbers =
                settings.stream().map(one -> part.applyAsInt(one)).toList();
        boolean equal = numbers.stream().distinct().count() == 1;
        return equal && !dice.chance(0.1) ? String.valueOf(numbers.get(0)) : Value.text(numbers);
    }

    private static Optional<Step> convolution(Value value, Dice dice) {
        int axes = value.rank() - 1;
        boolean same = dice.chance(0.2);
        List<WindowSettings> settings = settings(
                value,
                length -> same ? WindowSettings.keeping(length, dice) : WindowSettings.ofConvolution(length, dice),
                dice.chance(0.5));
        Channels channels = Channels.of(value.size(0), dice);
        List<Integer> shape = new ArrayList<>(List.of(channels.out()));
        for (int axis = 0; axis < axes; axis++) {
            int length = value.size(axis + 1);
            shape.add(same ? length : settings.get(axis).windows(length));
        }
        Value after = Value.floats(shape);
        int kernel = settings.stream().mapToInt(WindowSettings::kernel).reduce(1, (a, b) -> a * b);
        int terms = channels.in() / channels.groups() * kernel;
        if (after.elements() > Weights.MOST_ELEMENTS
                || channels.out() * terms > Weights.MOST_PARAMETERS
                || after.elements() * terms > Weights.MOST_PRODUCTS) {
            return Optional.empty();
        }
        Call call = new Call(dice, "conv" + axes + "d")
                .input("in", channels.in())
                .size("out", channels.out())
                .size("kernel", written(settings, WindowSettings::kernel, dice));
        if (same) {
            call.given("padding", "\"same\"");
        } else {
            call.named("stride", written(settings, WindowSettings::stride, dice), "1")
                    .named("padding", written(settings, WindowSettings::padding, dice), "0");
        }
        call.named("dilation", written(settings, WindowSettings::dilation, dice), "1");
        return Optional.of(new Step(channels.written(call, dice).item(), after));
    }

    private static Optional<Step> transposed(Value value, Dice dice) {
        List<WindowSettings> settings =
                settings(value, length -> WindowSettings.ofTransposed(length, dice), dice.chance(0.5));
        Channels channels = Channels.of(value.size(0), dice);
        int height = settings.get(0).unfolded(value.size(1));
        int width = settings.get(1).unfolded(value.size(2));
        int kernel = settings.get(0).kernel() * settings.get(1).kernel();
        int terms = channels.out() / channels.groups() * kernel;
        if (channels.out() * height * width > Weights.MOST_ELEMENTS
                || channels.in() * terms > Weights.MOST_PARAMETERS
                || value.elements() * terms > Weights.MOST_PRODUCTS) {
            return Optional.empty();
        }
        Call call = new Call(dice, "conv_transpose2d")
                .input("in", channels.in())
                .size("out", channels.out())
                .size("kernel", written(settings, WindowSettings::kernel, dice))
                .named("stride", written(settings, WindowSettings::stride, dice), "1")
                .named("padding", written(settings, WindowSettings::padding, dice), "0")
                .named("output_padding", written(settings, WindowSettings::extra, dice), "0")
                .named("dilation", written(settings, WindowSettings::dilation, dice), "1");
        return Optional.of(new Step(channels.written(call, dice).item(), Value.floats(channels.out(), height, width)));
    }

    private static Step pool(String word, Value value, Dice dice) {
        List<WindowSettings> settings =
                settings(value, length -> WindowSettings.ofPool(length, dice), dice.chance(0.5));
        List<Integer> shape = new ArrayList<>(List.of(value.size(0)));
        for (int axis = 0; axis < settings.size(); axis++) {
            shape.add(settings.get(axis).windows(value.size(axis + 1)));
        }
        String kernel = written(settings, WindowSettings::kernel, dice);
        Call call = new Call(dice, word)
                .size("kernel", kernel)
                .named("padding", written(settings, WindowSettings::padding, dice), "0");
        boolean steps = settings.stream().anyMatch(one -> one.stride() != one.kernel());
        if (steps || dice.chance(Weights.DEFAULTS_WRITTEN)) {
            call.given("stride", written(settings, WindowSettings::stride, dice));
        }
        if (word.startsWith("avg")) {
            call.named("count_include_pad", !dice.chance(0.3), true);
        }
        return new Step(call.item(), Value.floats(shape));
    }

    private static Optional<Step> adaptive(Value value, Dice dice) {
        List<Integer> sizes = new ArrayList<>();
        int one = dice.size(9);
        boolean equal = dice.chance(0.4);
        for (int axis = 1; axis < value.rank(); axis++) {
            sizes.add(equal ? one : dice.size(value.size(axis) + 2));
        }
        List<Integer> shape = new ArrayList<>(List.of(value.size(0)));
        shape.addAll(sizes);
        Value after = Value.floats(shape);
        String text = equal && !dice.chance(0.1) ? String.valueOf(one) : Value.text(sizes);
        String word = "adaptive_avgpool" + (value.rank() - 1) + "d";
        return after.elements() > Weights.MOST_ELEMENTS
                ? Optional.empty()
                : Optional.of(new Step(new Call(dice, word).size("size", text).item(), after));
    }

    private static Optional<Step> upsample(Value value, Dice dice) {
        List<Integer> factors = new ArrayList<>();
        boolean equal = dice.chance(0.6);
        int one = dice.pick(2, 2, 3, 1, 4);
        for (int axis = 1; axis < value.rank(); axis++) {
            factors.add(equal ? one : dice.between(1, 4));
        }
        List<Integer> shape = new ArrayList<>(List.of(value.size(0)));
        for (int axis = 1; axis < value.rank(); axis++) {
            shape.add(value.size(axis) * factors.get(axis - 1));
        }
        Value after = Value.floats(shape);
        if (after.elements() > Weights.MOST_ELEMENTS) {
            return Optional.empty();
        }
        String mode = value.rank() == 3 ? "\"bilinear\"" : "\"linear\"";
        Item item = new Call(dice, "upsample")
                .size("factor", equal && !dice.chance(0.1) ? one : Value.text(factors))
                .named("mode", dice.chance(0.5) ? mode : "\"nearest\"", "\"nearest\"")
                .item();
        return Optional.of(new Step(item, after));
    }
}
