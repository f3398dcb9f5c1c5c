package dev.nacre.maven;

import dev.nacre.compiler.emit.vector.Target;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names of the targets in a build file: a vector's bits, or {@code scalar}. */
final class TargetNames {

    static final String ALL = "512,256,128,scalar";

    private static final Map<String, Target> BY_NAME =
            Map.of("512", Target.S512, "256", Target.S256, "128", Target.S128, "scalar", Target.SCALAR);

    private static final Pattern NAME = Pattern.compile("[^\\s,]+");

    private TargetNames() {}

    /**
     * The named targets, and {@link Target#SCALAR}, which every model falls back on.
     *
     * @throws IllegalArgumentException for a name that is none of {@link #ALL}
     */
    static Set<Target> parse(String names) {
        Set<Target> targets = EnumSet.of(Target.SCALAR);
        for (String name : NAME.matcher(names).results().map(MatchResult::group).toList()) {
            Target target = BY_NAME.get(name.toLowerCase(Locale.ROOT));
            if (target == null) {
                throw new IllegalArgumentException(
                        "`targets` is a list of names out of " + ALL + ", but contains `" + name + "`");
            }
            targets.add(target);
        }
        return targets;
    }
}
