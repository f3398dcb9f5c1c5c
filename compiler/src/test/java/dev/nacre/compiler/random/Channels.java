package dev.nacre.compiler.random;

/** The channels of a convolution, and the groups that they fall into. */
record Channels(int in, int out, int groups) {

    static Channels of(int in, Dice dice) {
        if (dice.chance(0.3)) {
            int groups = dice.chance(0.4) ? in : dice.divisor(in);
            return new Channels(in, groups * dice.size(Math.max(1, 16 / groups)), groups);
        }
        return new Channels(in, dice.size(24), 1);
    }

    Call written(Call call, Dice dice) {
        return call.named("groups", groups, 1).named("bias", !dice.chance(0.25), true);
    }
}
