package dev.nacre.runtime.generated;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.work.Workers;
import java.util.ArrayList;
import java.util.List;

/** Weights that a pass reads transposed: copies, made again when the parameters have changed. */
final class TransposedWeights {

    /** Outputs copied at a time: enough for a thread to pay, few enough to share evenly; a multiple of 16. */
    private static final int PIECE = 64;

    private final Parameters parameters;
    private final float[] copies;
    private final List<Piece> pieces = new ArrayList<>();
    private long version = -1;

    /** @param copies where the copies go, shared with the transposed weights of other passes */
    TransposedWeights(Parameters parameters, float[] copies) {
        this.parameters = parameters;
        this.copies = copies;
    }

    /** The outputs from {@code first} to {@code end} of a weight [out, taps, in]. */
    private record Piece(int from, int to, int out, int in, int taps, int first, int end) {}

    /** Adds a weight [out, taps, in] at {@code from} among the parameters, whose copy is at {@code to}. */
    void add(int from, int to, int out, int in, int taps) {
        for (int first = 0; first < out; first += PIECE) {
            pieces.add(new Piece(from, to, out, in, taps, first, Math.min(out, first + PIECE)));
        }
    }

    void refresh(int threads) {
        if (version != parameters.version()) {
            version = parameters.version();
            if (threads == 1) {
                for (int i = 0; i < pieces.size(); i++) {
                    copy(i);
                }
            } else {
                Workers.run(threads, pieces.size(), this::copy);
            }
        }
    }

    private void copy(int index) {
        Piece piece = pieces.get(index);
        Panels.transpose(
                parameters.values(),
                piece.from,
                copies,
                piece.to,
                piece.out,
                piece.in,
                piece.taps,
                piece.first,
                piece.end);
    }
}
