package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** Windows that slide along a length: what comes between a transposition that puts the length last and one that puts it first again. */
final class LengthWindows {

    /** The most places that a length may have behind upsampling. */
    private static final int MOST_PLACES = 70;

    private final Dice dice;
    private final boolean keeps;
    private final boolean causal;
    private final List<Item> items = new ArrayList<>();
    private String length;
    private int places;
    private int channels;

    /**
     * @param keeps whether the length must stay as it is
     * @param causal whether no window may reach beyond the present step
     */
    LengthWindows(Dice dice, Rows rows, boolean keeps, boolean causal) {
        this.dice = dice;
        this.keeps = keeps || causal;
        this.causal = causal;
        this.length = rows.length();
        this.places = rows.value().size(0);
        this.channels = rows.value().last();
    }

    /** One to three layers. */
    LengthWindows grow() {
        items.add(Item.of("transpose", "0", "1"));
        for (int i = dice.between(1, 3); i > 0; i--) {
            switch (causal ? 0 : dice.pick(0, 0, 0, 1, 1, 2)) {
                case 0 -> convolution();
                case 1 -> pool();
                default -> upsample();
            }
            if (dice.chance(0.4)) {
                items.add(Item.of(dice.pick("relu", "tanh", "sigmoid")));
            }
        }
        items.add(Item.of("transpose", "-1", "-2"));
        return this;
    }

    List<Item> items() {
        return items;
    }

    Rows rows() {
        return new Rows(length, Value.floats(places, channels));
    }

    private void convolution() {
        int kernel = dice.pick(1, 2, 2, 3, 3, 3, 4, 5);
        int dilation = dice.pick(1, 1, 1, 2, 3);
        int covered = dilation * (kernel - 1) + 1;
        Channels all = Channels.of(channels, dice);
        if (all.in() * all.out() / all.groups() * kernel > Weights.MOST_PARAMETERS) {
            return;
        }
        int stride = keeps ? 1 : dice.pick(1, 1, 2, 2, 3);
        boolean named = keeps || dice.chance(0.3);
        String name = causal || stride > 1 || dice.chance(0.4) ? "causal" : "same";
        int padding = named ? 0 : dice.below(covered);
        int around = named ? covered - 1 : 2 * padding;
        if (places + around < covered) {
            return;
        }
        Call call = new Call(dice, "conv1d")
                .input("in", channels)
                .size("out", all.out())
                .size("kernel", kernel)
                .named("stride", stride, 1)
                .named("dilation", dilation, 1);
        if (named) {
            call.given("padding", "\"" + name + "\"");
        } else {
            call.named("padding", padding, 0);
        }
        items.add(all.written(call, dice).item());
        channels = all.out();
        windows(around - covered, stride);
    }

    private void pool() {
        int kernel = dice.pick(1, 2, 2, 3, 3, 4, 5);
        int stride = keeps ? 1 : dice.between(1, 4);
        int padding = keeps ? kernel / 2 : dice.between(0, kernel / 2);
        if ((keeps && kernel % 2 == 0) || places + 2 * padding < kernel) {
            return;
        }
        String word = dice.pick("maxpool1d", "avgpool1d");
        Call call = new Call(dice, word)
                .size("kernel", kernel)
                .given("stride", stride)
                .named("padding", padding, 0);
        if (word.equals("avgpool1d")) {
            call.named("count_include_pad", !dice.chance(0.4), true);
        }
        items.add(call.item());
        windows(2 * padding - kernel, stride);
    }

    private void upsample() {
        int factor = keeps ? 1 : dice.between(1, 3);
        if (factor * places <= MOST_PLACES) {
            items.add(new Call(dice, "upsample").size("factor", factor).item());
            length = factor == 1 ? length : factor + " * (" + length + ")";
            places *= factor;
        }
    }

    /** A window for each {@code stride} of so many places more. */
    private void windows(int more, int stride) {
        if (more != -1 || stride != 1) {
            String sum = "(" + length + (more < 0 ? " - " : " + ") + Math.abs(more) + ")";
            length = (stride == 1 ? sum : sum + " / " + stride) + " + 1";
            places = (places + more) / stride + 1;
        }
    }
}
