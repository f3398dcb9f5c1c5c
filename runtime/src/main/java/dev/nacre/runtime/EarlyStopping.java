package dev.nacre.runtime;

/**
 * Ends a training when the loss, on validation data if there are any, has not become lower for some epochs. It remembers the
 * best loss it has seen, so each training needs its own.
 */
public final class EarlyStopping implements TrainingListener {

    private final int patience;
    private double best = Double.POSITIVE_INFINITY;
    private int waited;

    /**
     * @param patience how many epochs in a row may bring no improvement, at least 0; the next one ends the training
     */
    public EarlyStopping(int patience) {
        this.patience = Settings.atLeast(0, "patience", patience);
    }

    @Override
    public Decision epochEnded(Epoch epoch) {
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
