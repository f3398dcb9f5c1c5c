package dev.nacre.compiler.model;

/** Training: whole channels become zero with probability p, others x/(1−p). Prediction: the identity. Input [c, n…]. */
public record ChannelDropout(double p) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.channelDropout(this);
    }
}
