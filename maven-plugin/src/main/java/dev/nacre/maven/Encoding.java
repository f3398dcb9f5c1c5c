package dev.nacre.maven;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** The parameter {@code encoding}. */
final class Encoding {

    private Encoding() {}

    /** The character set of this name, or UTF-8. */
    static Charset named(@Nullable String name) throws MojoExecutionException {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("`encoding` names no character set of this Java: " + name, e);
        }
    }
}
