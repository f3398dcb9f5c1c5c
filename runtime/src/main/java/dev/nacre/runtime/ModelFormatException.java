package dev.nacre.runtime;

import java.io.IOException;

/**
 * A weight file that breaks its format or does not fit the model. The message names the file, the key, what was expected
 * and what was found.
 */
public final class ModelFormatException extends IOException {

    private static final long serialVersionUID = 1;

    public ModelFormatException(String message) {
        super(message);
    }
}
