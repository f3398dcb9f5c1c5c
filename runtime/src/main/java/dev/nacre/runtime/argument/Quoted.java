package dev.nacre.runtime.argument;

/** Names of unknown origin, made safe to print: quoted, control characters escaped, cut to a readable length. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    /** The name in double quotes. */
    public static String of(String name) {
        StringBuilder result = new StringBuilder("\"");
        for (int i = 0; i < Math.min(name.length(), LONGEST); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c >= '\u007f' && !Character.isLetterOrDigit(c)) {
                result.append(String.format("\\u%04x", (int) c));
            } else {
                result.append(c);
            }
        }
        return result.append(name.length() > LONGEST ? "…\"" : "\"").toString();
    }
}
