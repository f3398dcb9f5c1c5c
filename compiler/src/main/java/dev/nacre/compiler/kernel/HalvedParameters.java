package dev.nacre.compiler.kernel;

import dev.nacre.compiler.kernel.ParameterStorage.Slot;
import dev.nacre.compiler.model.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which parameters a model that is loaded with weights of 16 bits keeps so, two in each int, and where all parameters live then:
 * these in an array of ints, the others in one of floats, in both without gaps in the order of the slots.
 *
 * <p>These are the large ones that predictions read as the weights of products and convolutions, or as tables, and nowhere else.
 * Of a panel, or of a padded row, groups of 16 elements are in pairs, the first of a pair in the lower halves of 16 ints.
 */
public final class HalvedParameters {

    /** Below that, weights are in the first-level cache, and to widen them takes longer than to read twice as much. */
    private static final int FEWEST_ELEMENTS = 4_096;

    private final ParameterStorage storage;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> offsets = new HashMap<>();

    private HalvedParameters(Plan plan) {
        storage = plan.parameters();
        storage.slots().stream()
                .filter(HalvedParameters::isLarge)
                .forEach(slot -> names.add(slot.parameter().name()));
        for (Step step : plan.predict()) {
            for (int i = 0; i < step.operands().size(); i++) {
                if (step.operands().get(i) instanceof Operand.OfParameter of && !(i == 0 && readsPanels(step, of))) {
                    names.remove(of.name());
                }
            }
        }
        place();
    }

    public static HalvedParameters of(Plan plan) {
        return new HalvedParameters(plan);
    }

    private static boolean isLarge(Slot slot) {
        return slot.layout() != ParameterStorage.Layout.VECTOR
                && slot.parameter().shape().elements() >= FEWEST_ELEMENTS;
    }

    /** Whether a kernel reads whole panels as they are stored. */
    private boolean readsPanels(Step step, Operand.OfParameter weight) {
        Slot slot = storage.slot(weight.name());
        int groups = groups(step.kernel());
        return slot.layout() != ParameterStorage.Layout.VECTOR
                && groups == groups(slot)
                && (weight.offset() - slot.offset()) % (groups * Buffer.LANES) == 0;
    }

    /** How many groups of 16 floats a kernel takes for a panel, or a row, of its first operand; 0 if it is no such weight. */
    private static int groups(Kernel kernel) {
        if (kernel instanceof Columns columns) {
            boolean panels =
                    columns.stepStride() == Buffer.LANES && columns.panelStride() == columns.in() * Buffer.LANES;
            return panels ? columns.in() : 0;
        } else if (kernel instanceof RecurrentLoop recurrent) {
            return groups(recurrent.product());
        } else if (kernel instanceof Dot dot) {
            return dot.weightStride() / Buffer.LANES;
        } else if (kernel instanceof GatherRows gather) {
            return gather.tableStride() / Buffer.LANES;
        } else if (kernel instanceof ConvolutionLoop convolution) {
            return convolution.in();
        }
        return 0;
    }

    private static int groups(Slot slot) {
        Shape shape = slot.parameter().shape();
        return switch (slot.layout()) {
            case VECTOR -> 0;
            case PANELS -> shape.size(1);
            case PADDED_ROWS -> Buffer.padded(shape.size(1)) / Buffer.LANES;
            case WINDOW_PANELS -> shape.elements() / shape.size(0);
            case FOLD_PANELS -> shape.elements() / shape.size(1) / slot.groups();
        };
    }

    private void place() {
        List<Slot> slots = storage.slots();
        int whole = 0;
        int packed = 0;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            int end = i + 1 < slots.size() ? slots.get(i + 1).offset() : storage.size();
            int size = end - slot.offset();
            if (contains(slot.parameter().name())) {
                offsets.put(slot.parameter().name(), packed);
                packed += packed(size, groups(slot));
            } else {
                offsets.put(slot.parameter().name(), whole);
                whole += size;
            }
        }
    }

    private static int packed(int floats, int groups) {
        return floats / (groups * Buffer.LANES) * packedPanel(groups);
    }

    /** The ints of a panel, or a row, of so many groups of 16 elements. */
    public static int packedPanel(int groups) {
        return (groups + 1) / 2 * Buffer.LANES;
    }

    /** Whether there are any. */
    public boolean any() {
        return !names.isEmpty();
    }

    /** Whether a parameter is kept in 16 bits. */
    public boolean contains(String name) {
        return names.contains(name);
    }

    /** Whether a step's first operand is. */
    public boolean areReadBy(Step step) {
        return !step.operands().isEmpty()
                && step.operands().get(0) instanceof Operand.OfParameter of
                && contains(of.name());
    }

    /** Where an operand lives in the array of its kind. */
    public int offset(Operand.OfParameter of) {
        Slot slot = storage.slot(of.name());
        int inside = of.offset() - slot.offset();
        int start = offsets.getOrDefault(of.name(), 0);
        return start + (contains(of.name()) ? packed(inside, groups(slot)) : inside);
    }
}
