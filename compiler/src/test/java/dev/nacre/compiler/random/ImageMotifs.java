package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** Pieces of networks for images. */
final class ImageMotifs {

    private final Growth growth;
    private final Dice dice;
    private final Value value;

    ImageMotifs(Growth growth) {
        this.growth = growth;
        this.dice = growth.dice;
        this.value = growth.value();
    }

    List<Runnable> fitting() {
        List<Runnable> fitting = new ArrayList<>(List.of(this::stage));
        if (value.size(0) <= 12) {
            fitting.addAll(List.of(this::residual, this::excitation, this::inception, this::depthwise, this::heads));
            fitting.add(this::downsampling);
            if (value.size(1) % 2 == 0 && value.size(2) % 2 == 0) {
                fitting.add(this::unet);
            }
        }
        return fitting;
    }

    private static Item convolution(int out, int kernel) {
        Item item = Item.of("conv2d", String.valueOf(out), String.valueOf(kernel));
        return kernel == 1 ? item : item.argument("padding", String.valueOf(kernel / 2));
    }

    private Value channels(int count) {
        return value.with(0, count);
    }

    private List<Item> norm() {
        return dice.samplesMeet()
                ? List.of(Item.of("batchnorm2d"))
                : dice.chance(0.3) ? List.of(Item.of("groupnorm", "1")) : List.of();
    }

    /** A convolution, an activation, and sometimes a pool. */
    private void stage() {
        int out = dice.size(12);
        growth.add(new Step(convolution(out, value.size(0) > 12 ? 1 : 3), channels(out)));
        growth.layerOf("relu", "silu", "leaky_relu");
        if (value.size(1) > 1 && value.size(2) > 1) {
            growth.add(new Step(Item.of("maxpool2d", "2"), Value.floats(out, value.size(1) / 2, value.size(2) / 2)));
        }
    }

    private void residual() {
        int count = value.size(0);
        List<Item> body = new ArrayList<>(List.of(convolution(count, 3)));
        body.addAll(norm());
        body.add(Item.of("relu"));
        body.add(convolution(count, 3));
        body.addAll(norm());
        growth.add(new Step(Item.of("residual", List.of(body)), Value.floats(value.shape())));
        growth.put(Item.of("relu"), Value.floats(value.shape()));
    }

    /** Squeeze and excitation. */
    private void excitation() {
        List<Item> gate = List.of(
                Item.of(dice.pick("global_avgpool2d", "global_maxpool2d")),
                convolution(dice.size(4), 1),
                Item.of("relu"),
                convolution(value.size(0), 1),
                Item.of("sigmoid"));
        List<List<Item>> branches = dice.chance(0.5) ? List.of(List.of(), gate) : List.of(gate, List.of());
        growth.add(new Step(Item.of("mul", branches), Value.floats(value.shape())));
    }

    private void inception() {
        int out = dice.size(6);
        List<Item> pooled = List.of(
                Item.of("maxpool2d", "3").argument("stride", "1").argument("padding", "1"), convolution(out, 1));
        List<List<Item>> branches = List.of(
                List.of(convolution(out, 1)),
                List.of(convolution(out, 1), Item.of("relu"), convolution(out, 3)),
                List.of(convolution(out, dice.pick(3, 5))),
                pooled);
        Item concat = Item.of("concat", branches).argument("dim", dice.pick("0", "-3"));
        growth.add(new Step(concat, channels(4 * out)));
    }

    /** Two convolutions of single channels that are equal, and one across channels. */
    private void depthwise() {
        String count = String.valueOf(value.size(0));
        Item each = convolution(value.size(0), 3).argument("groups", count);
        Value same = Value.floats(value.shape());
        if (dice.chance(0.5)) {
            growth.add(new Step(Item.of(dice.pick("sum", "mul"), List.of(List.of(each), List.of(each))), same));
        } else {
            growth.add(new Step(each, same));
        }
        int out = dice.size(12);
        growth.add(new Step(convolution(out, 1), channels(out)));
    }

    /** Two heads on one trunk, which are joined. */
    private void heads() {
        String trunk = growth.tap();
        int out = dice.size(4);
        growth.add(new Step(convolution(out, 3), channels(out)));
        growth.layerOf("sigmoid", "tanh");
        String first = growth.tap();
        growth.from(trunk);
        growth.add(new Step(convolution(out, 3), channels(out)));
        new NamedValues(growth).join(first);
    }

    /** A residual block that halves the image. */
    private void downsampling() {
        int out = dice.size(8);
        Value half = Value.floats(out, (value.size(1) + 1) / 2, (value.size(2) + 1) / 2);
        Item first = convolution(out, 3).argument("stride", "2");
        Item around = convolution(out, 1).argument("stride", "2");
        List<Item> body = List.of(first, Item.of("relu"), convolution(out, 3));
        growth.add(new Step(Item.of("sum", List.of(body, List.of(around))), half));
    }

    /** One level of a U-Net. */
    private void unet() {
        int out = dice.size(6);
        growth.put(convolution(out, 3), channels(out));
        growth.put(Item.of("relu"), channels(out));
        String skip = growth.tap();
        Value half = Value.floats(out, value.size(1) / 2, value.size(2) / 2);
        growth.put(Item.of("maxpool2d", "2"), half);
        growth.put(convolution(out, 3), half);
        Item up = dice.chance(0.5)
                ? Item.of("upsample", "2")
                : Item.of("conv_transpose2d", String.valueOf(out), "2").argument("stride", "2");
        growth.put(up, channels(out));
        growth.put(Item.of("concat", skip).argument("dim", "-3"), channels(2 * out));
        growth.put(convolution(out, 3), channels(out));
    }
}
