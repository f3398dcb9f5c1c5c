package dev.nacre.runtime;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Predicts until the JVM has compiled the model. Vectors are objects to the interpreter and to the first compiler, and hundreds of
 * times slower there than in the code of the second.
 */
final class WarmUp {

    /** What {@link Model#warmUp} promises. */
    private static final long MOST_NANOS = 15_000_000_000L;

    /** The speed has settled when it has not grown for so long: what the compiler may need for one more large method. */
    private static final long SETTLED_NANOS = 400_000_000L;

    /** And for so many rounds: before anything is compiled, or on a busy machine, few of them take that long. */
    private static final int SETTLED_ROUNDS = 20;

    /** A batch is no slower than its samples would be one by one; if it is, by more than noise, it is not compiled yet. */
    private static final double SLOWEST_BATCH = 0.5;

    private final Rounds ones;
    private final Rounds batches;

    private final LongSupplier nanoTime;

    private WarmUp(Rounds ones, Rounds batches, LongSupplier nanoTime) {
        this.ones = ones;
        this.batches = batches;
        this.nanoTime = nanoTime;
    }

    /** Returns when the model's speed has settled. */
    static void run(Model model) {
        run(model, System::nanoTime);
    }

    static void run(Model model, LongSupplier nanoTime) {
        InferenceSession session = model.newSession();
        ModelSpec spec = model.spec();
        new WarmUp(new Ones(session, spec), new Batches(session, spec), nanoTime).run();
    }

    private void run() {
        long start = nanoTime.getAsLong();
        long now = start;
        long lastGrowth = start;
        int settled = 0;
        while (now - start < MOST_NANOS && (settled < SETTLED_ROUNDS || now - lastGrowth < SETTLED_NANOS)) {
            boolean onesGrew = ones.fasterThanBefore(nanoTime);
            boolean batchesGrew = batches.fasterThanBefore(nanoTime);
            now = nanoTime.getAsLong();
            if (onesGrew || batchesGrew || batches.fastest < SLOWEST_BATCH * ones.fastest) {
                settled = 0;
                lastGrowth = now;
            } else {
                settled++;
            }
        }
    }

    /**
     * Short rounds of calls, and the speed of the fastest. A long loop would be replaced while it runs, by worse code than
     * what is compiled between calls.
     */
    private abstract static class Rounds {

        static final long ROUND_NANOS = 4_000_000L;
        private static final double GROWTH = 1.05;

        private double fastest;

        boolean fasterThanBefore(LongSupplier nanoTime) {
            long start = nanoTime.getAsLong();
            long samples = 0;
            long elapsed;
            do {
                samples += predict();
                elapsed = nanoTime.getAsLong() - start;
            } while (elapsed < ROUND_NANOS);
            double speed = (double) samples / elapsed;
            boolean faster = speed > GROWTH * fastest;
            fastest = Math.max(fastest, speed);
            return faster;
        }

        /** Predicts some samples and says how many. */
        abstract int predict();
    }

    private static final class Ones extends Rounds {

        /** Many small models fit between two looks at the clock. */
        private static final int CALLS = 8;

        private final InferenceSession session;
        private final PortArrays inputs;
        private final PortArrays outputs;

        Ones(InferenceSession session, ModelSpec spec) {
            this.session = session;
            // Of the greatest length, where samples have one.
            inputs = PortArrays.zeros(spec.inputs(), 1);
            outputs = PortArrays.zeros(spec.outputs(), 1);
        }

        @Override
        int predict() {
            for (int i = 0; i < CALLS; i++) {
                session.predict(inputs, outputs);
            }
            return CALLS;
        }
    }

    /**
     * Eight sizes in turn, so that what is left behind the last whole tile of a kernel is compiled as well. They grow with the
     * speed: a sample of a large model may take the interpreter a tenth of a second.
     */
    private static final class Batches extends Rounds {

        private static final int SIZES = 8;
        private static final int LARGEST = 128;

        /** No more elements than that in the array of a port, so that images come in smaller batches. */
        private static final int MOST_ELEMENTS = 1 << 20;

        private final InferenceSession session;
        private final PortArrays inputs;
        private final PortArrays outputs;
        private final int largest;
        private int size;
        private int calls;

        Batches(InferenceSession session, ModelSpec spec) {
            this.session = session;
            int widest = Math.max(widest(spec.inputs()), widest(spec.outputs()));
            largest = Math.max(1, Math.min(LARGEST, MOST_ELEMENTS / widest));
            size = Math.min(SIZES, largest);
            inputs = PortArrays.zeros(spec.inputs(), largest).withLengths(lengths(spec, largest));
            outputs = PortArrays.zeros(spec.outputs(), largest);
        }

        /** All lengths from the greatest down, so that what is left behind the last whole tile is compiled as well. */
        private static int[][] lengths(ModelSpec spec, int samples) {
            List<Port> ports = spec.lengthPorts();
            int[][] lengths = new int[ports.size()][samples];
            for (int i = 0; i < lengths.length; i++) {
                int bound = ports.get(i).bound();
                int least = ports.get(i).least();
                for (int sample = 0; sample < samples; sample++) {
                    lengths[i][sample] = bound - sample % (bound - least + 1);
                }
            }
            return lengths;
        }

        private static int widest(List<Port> ports) {
            return ports.stream().mapToInt(Port::width).max().orElse(1);
        }

        @Override
        boolean fasterThanBefore(LongSupplier nanoTime) {
            int callsBefore = calls;
            boolean faster = super.fasterThanBefore(nanoTime);
            if (size < largest && calls - callsBefore > SIZES) {
                size = Math.min(largest, 2 * size);
                return true;
            }
            return faster;
        }

        @Override
        int predict() {
            int n = size - calls++ % Math.min(size, SIZES);
            session.predict(inputs, outputs, n);
            return n;
        }
    }
}
