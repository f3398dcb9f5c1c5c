package dev.nacre.compiler.ast;

import java.util.Locale;
import java.util.regex.Pattern;

/** What names may look like, and when two of them are the same. */
public final class Names {

    private static final Pattern WHITELIST = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private Names() {}

    /** Whether it consists of ASCII letters, digits and underscores and starts with a letter. */
    public static boolean isWhitelisted(String name) {
        return WHITELIST.matcher(name).matches();
    }

    /** The name without case and underscores: layers whose names agree in this are the same. */
    public static String normalized(String name) {
        return folded(name).replace("_", "");
    }

    /** The name as a file system without case sees it. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
