package dev.nacre.compiler.source;

import java.util.function.Supplier;

/** A failure of the compiler that no file is to blame for, with the layer that it was at. */
public final class CompilerDefect extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String layer;
    private final transient Span span;

    /** @param layer as the model's structure names it */
    public CompilerDefect(String layer, Span span, Throwable cause) {
        super(span.provenance() + ", " + layer + ": " + cause, cause);
        this.layer = layer;
        this.span = span;
    }

    /** Does the work that a layer causes; what goes wrong in it is thrown with the layer, the innermost one if several know. */
    public static <T> T at(String layer, Span span, Supplier<T> work) {
        try {
            return work.get();
        } catch (CompilerDefect inner) {
            throw inner;
        } catch (RuntimeException | StackOverflowError e) {
            throw new CompilerDefect(layer, span, e);
        }
    }

    public String layer() {
        return layer;
    }

    public Span span() {
        return span;
    }
}
