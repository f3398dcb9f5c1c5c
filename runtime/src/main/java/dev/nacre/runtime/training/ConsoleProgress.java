package dev.nacre.runtime.training;

import java.io.PrintStream;

/** Prints a line for each epoch: loss, accuracy where there is one, the same for validation data, and the speed. */
public final class ConsoleProgress implements TrainingListener {

    private final PrintStream out;

    /** Prints to standard output, as it is now. */
    public ConsoleProgress() {
        this(System.out);
    }

    public ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public Decision epochEnded(Epoch epoch) {
        out.println(epoch);
        return Decision.CONTINUE;
    }
}
