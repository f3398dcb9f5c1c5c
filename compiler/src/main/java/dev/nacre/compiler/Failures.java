package dev.nacre.compiler;

import dev.nacre.compiler.source.CompilerDefect;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns what goes wrong in the compiler itself into diagnostics, so that everything else is still reported. */
final class Failures {

    private Failures() {}

    /**
     * What some work comes to; empty and reported if the compiler fails.
     *
     * @param subject what is compiled
     * @param span where that is
     */
    static <T> Optional<T> reported(String subject, Span span, Diagnostics diagnostics, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (CompilerDefect defect) {
            String place = defect.layer().equals(subject) ? subject : defect.layer() + "` of `" + subject;
            diagnostics.report(defect(
                    place, defect.span(), Optional.ofNullable(defect.getCause()).orElse(defect)));
        } catch (RuntimeException | StackOverflowError e) {
            diagnostics.report(defect(subject, span, e));
        } catch (OutOfMemoryError e) {
            diagnostics.report(tooLittleMemory(subject, span));
        }
        return Optional.empty();
    }

    private static Diagnostic defect(String place, Span span, Throwable cause) {
        return new Diagnostic(
                DiagnosticCode.NN301,
                "Nacre failed at `" + place + "`: a defect of Nacre, and not of the file",
                span,
                List.of(),
                List.of("cause: " + cause + where(cause), "with: " + environment()),
                Optional.of(
                        "send the makers of Nacre these lines, the stack trace, and the file, or as much of it as still fails"),
                Optional.of(trace(cause)));
    }

    private static String where(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        return frames.length == 0 ? "" : ", in " + frames[0];
    }

    private static String environment() {
        String version = Optional.ofNullable(NnCompiler.class.getPackage().getImplementationVersion())
                .map(number -> "Nacre " + number)
                .orElse("Nacre of an unknown version");
        return version + ", Java " + System.getProperty("java.version") + " of " + System.getProperty("java.vendor")
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private static String trace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static Diagnostic tooLittleMemory(String subject, Span span) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return new Diagnostic(
                DiagnosticCode.NN302,
                String.format(
                        Locale.ROOT, "the %d MB that Java may use do not suffice to compile `%s`", megabytes, subject),
                span,
                List.of(),
                List.of(),
                Optional.of(
                        "give Java more, as with `-Xmx4g`: for Maven in `.mvn/jvm.config` or in the variable `MAVEN_OPTS`"));
    }
}
