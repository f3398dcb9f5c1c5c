package dev.nacre.examples.benchmarks.contestant.plain;

import dev.nacre.examples.benchmarks.contestant.Stepper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The {@code WaveNetStream} of {@code streams.nn} as one writes it by hand, with loops and {@link Math}. */
public final class PlainWaveNet implements Stepper {

    private final float[] first;
    private final float[] ofFirst;
    private final List<GatedLayer> layers = new ArrayList<>();
    private final SmallMatrix hidden;
    private final float[] ofHidden;
    private final float[] last;
    private final float ofLast;
    private final float[] row;
    private final float[] sum;
    private final float[] behind;
    private final float[][] rows;
    private int next;
    private float output;

    /**
     * With PyTorch's parameters, layer by layer.
     *
     * @param dilations of the gated layers
     */
    public PlainWaveNet(List<float[]> parameters, List<Integer> dilations, float[][] rows) {
        this.rows = rows.clone();
        Iterator<float[]> rest = parameters.iterator();
        first = rest.next();
        ofFirst = rest.next();
        dilations.forEach(dilation -> layers.add(new GatedLayer(rest, dilation)));
        int channels = first.length;
        hidden = new SmallMatrix(rest.next());
        ofHidden = rest.next();
        last = rest.next();
        ofLast = rest.next()[0];
        row = new float[channels];
        sum = new float[channels];
        behind = new float[channels];
    }

    @Override
    public void step() {
        float sample = rows[next][0];
        for (int j = 0; j < row.length; j++) {
            row[j] = first[j] * sample + ofFirst[j];
            sum[j] = 0;
        }
        for (GatedLayer layer : layers) {
            layer.step(row);
            for (int j = 0; j < row.length; j++) {
                sum[j] += row[j];
            }
        }
        for (int j = 0; j < sum.length; j++) {
            sum[j] = Math.max(0, sum[j]);
        }
        System.arraycopy(ofHidden, 0, behind, 0, behind.length);
        hidden.addProduct(sum, behind);
        output = ofLast;
        for (int j = 0; j < behind.length; j++) {
            output += last[j] * Math.max(0, behind[j]);
        }
        next = (next + 1) % rows.length;
    }

    @Override
    public float[] output() {
        return new float[] {output};
    }

    @Override
    public void close() {}
}
