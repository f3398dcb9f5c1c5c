package dev.nacre.compiler.generated;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that is wrong with a model.
 *
 * @param kind the same for what is likely to have the same cause, whatever the model is called
 * @param detail what was seen
 */
record Fault(String kind, String detail) {

    private static final int LINES = 14;
    /** A line of a stack trace; generated classes have no names that other models share. */
    private static final Pattern FRAME =
            Pattern.compile("\\s*at (?:.*/)?(dev\\.nacre\\.|test\\.)(?:[a-z]\\w*\\.)*([A-Z][\\w$]*)\\..*");

    /** The beginning of what was seen is enough. */
    Fault {
        detail = detail.lines().limit(LINES).collect(Collectors.joining("\n"));
    }

    /** What a check threw: its own judgement, or an exception of the code that it was about. */
    static Fault of(String check, Throwable thrown) {
        if (thrown instanceof AssertionError) {
            String message = String.valueOf(thrown.getMessage());
            return new Fault(check, message.replace(" ==> expected: <true> but was: <false>", ""));
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return ofTrace(check, trace.toString());
    }

    /** An exception as it is printed: its kind is its class, and the class of the project that it comes from. */
    static Fault ofTrace(String check, String trace) {
        String exception = trace.lines().findFirst().orElse("").replaceFirst(":.*", "");
        String place = trace.lines()
                .map(FRAME::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(frame -> " in " + (frame.group(1).equals("test.") ? "generated code" : frame.group(2)))
                .orElse("");
        return new Fault(check + ": " + exception.substring(exception.lastIndexOf('.') + 1) + place, trace);
    }

    /** The check that reports faults of that kind. */
    static String check(String kind) {
        return kind.replaceFirst(":.*", "");
    }
}
