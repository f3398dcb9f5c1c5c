package dev.nacre.compiler.generated;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Something that is wrong with a model.
 *
 * @param kind the same for what is likely to have the same cause, whatever the model is called
 * @param detail what was seen
 */
record Fault(String kind, String detail) {

    private static final int FRAMES = 12;
    private static final int LINES = 14;

    /** The beginning of what was seen is enough. */
    Fault {
        detail = detail.lines().limit(LINES).collect(Collectors.joining("\n"));
    }

    /** What a check threw: its own judgement, or an exception of the code that it was about. */
    static Fault of(String check, Throwable thrown) {
        if (thrown instanceof AssertionError) {
            return new Fault(
                    check, String.valueOf(thrown.getMessage()).replace(" ==> expected: <true> but was: <false>", ""));
        }
        String frames = Arrays.stream(thrown.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
        return new Fault(check + ": " + thrown.getClass().getSimpleName() + top(thrown), thrown + frames);
    }

    /** The check that reports faults of that kind. */
    static String check(String kind) {
        return kind.replaceFirst(":.*", "");
    }

    /** The method of the project that was on top; generated ones have no names that other models share. */
    private static String top(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("dev.nacre.") || name.startsWith("test."))
                .map(name -> name.startsWith("test.") ? "generated code" : name.substring(name.lastIndexOf('.') + 1))
                .findFirst()
                .map(name -> " in " + name)
                .orElse("");
    }
}
