package dev.nacre.runtime.training;

import dev.nacre.runtime.argument.Settings;
import java.lang.System.Logger.Level;

/**
 * Ends a training when the loss has not become lower for some epochs: on validation data, or without any the training loss,
 * which then one line in the log says. It remembers the best loss it has seen, so each trainer needs its own.
 */
public final class EarlyStopping implements TrainingListener {

    private final int patience;
    private double best = Double.POSITIVE_INFINITY;
    private int waited;
    /** The number of the epoch that it heard of last. */
    private int heard;

    /**
     * @param patience how many epochs in a row may bring no improvement, at least 0; the next one ends the training
     */
    public EarlyStopping(int patience) {
        this.patience = Settings.atLeast(0, "patience", patience);
    }

    /**
     * @throws IllegalStateException if it has heard of a later epoch, which was another trainer's
     */
    @Override
    public Decision epochEnded(Epoch epoch) {
        if (epoch.number() < heard) {
            throw new IllegalStateException("EarlyStopping has heard of epoch " + heard + " and now hears of epoch "
                    + epoch.number() + "; give each trainer one of its own");
        }
        if (heard == 0 && epoch.validation().isEmpty()) {
            System.getLogger("dev.nacre.runtime")
                    .log(Level.INFO, "EarlyStopping watches the training loss, for the trainer has no validation data");
        }
        heard = epoch.number();
        double loss = epoch.decisiveLoss();
        if (loss < best) {
            best = loss;
            waited = 0;
        } else {
            waited++;
        }
        return waited > patience ? Decision.STOP : Decision.CONTINUE;
    }
}
