package dev.nacre.compiler;

import dev.nacre.compiler.emit.vector.Target;
import java.util.Set;

/** Settings of a compilation. {@code targets} is not empty. */
public record CompilerOptions(Set<Target> targets) {

    public CompilerOptions {
        targets = Set.copyOf(targets);
    }

    /** All targets. */
    public static CompilerOptions defaults() {
        return new CompilerOptions(Set.of(Target.values()));
    }
}
