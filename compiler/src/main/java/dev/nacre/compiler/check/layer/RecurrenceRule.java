package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Recurrence.Cell;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code rnn}, {@code lstm} and {@code gru([in,] hidden)}; PyTorch's {@code nn.RNN} and so on, with {@code batch_first}. */
record RecurrenceRule(String name) implements LayerRule {

    private static final String IN = "in";
    private static final String HIDDEN = "hidden";
    private static final String LAYERS = "num_layers";
    private static final String BIDIRECTIONAL = "bidirectional";
    private static final String DROPOUT = "dropout";
    private static final String BIAS = "bias";
    private static final String NONLINEARITY = "nonlinearity";
    private static final String STATE = "state";

    /** How many values a step keeps for the gradient at most, for each element of the state: those of an LSTM. */
    private static final long MOST_KEPT = 8;

    @Override
    public List<Formal> formals() {
        List<Formal> formals = new ArrayList<>(List.of(
                Formal.inputSize(IN, "its number of inputs"),
                Formal.size(HIDDEN, "the size of its state"),
                Formal.named(
                        LAYERS,
                        "its number of layers",
                        ArgumentType.integer(1, ShapeLimits.MOST_RECURRENT),
                        new ConstantValue.Int(1)),
                Formal.named(
                        BIDIRECTIONAL, "whether it reads both ways", ArgumentType.FLAG, new ConstantValue.Bool(false)),
                Formal.setting(
                        DROPOUT,
                        "the probability of a zero between layers",
                        ArgumentType.PROBABILITY,
                        new ConstantValue.Decimal(0)),
                Formal.setting(BIAS, "whether it adds biases", ArgumentType.FLAG, new ConstantValue.Bool(true))));
        String meaning = "what it starts with";
        formals.add(name.equals("lstm") ? Formal.values(STATE, meaning, "h", "c") : Formal.values(STATE, meaning, "h"));
        if (name.equals("rnn")) {
            formals.add(Formal.setting(
                    NONLINEARITY,
                    "its nonlinearity",
                    ArgumentType.oneOf("tanh", "relu"),
                    new ConstantValue.Text("tanh")));
        }
        return formals;
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return site.againstLengthOfRows();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (!site.isSequence("[t, f]")) {
            return Optional.empty();
        }
        BoundArguments arguments = site.arguments();
        int in = site.stated(IN, site.input().last(), "input");
        Recurrence recurrence = new Recurrence(
                cell(arguments),
                in,
                arguments.integer(HIDDEN),
                arguments.integer(LAYERS),
                arguments.flag(BIDIRECTIONAL),
                arguments.number(DROPOUT),
                arguments.flag(BIAS),
                !site.named(STATE).isEmpty());
        return isPossible(site, recurrence) && startFits(site, recurrence)
                ? Optional.of(layer(site, recurrence))
                : Optional.empty();
    }

    /** Whether what it starts with has the shape of what it carries from step to step; reported when it has not. */
    private static boolean startFits(LayerSite site, Recurrence recurrence) {
        Shape carried = recurrence.carried();
        for (LayerInput start : site.named(STATE)) {
            if (start.elements() == ElementType.INT) {
                site.unfit(
                        STATE,
                        start,
                        DiagnosticCode.NN258,
                        "`state` of " + site.title() + " takes floats, but receives integers: " + start.type(),
                        Optional.empty());
                return false;
            } else if (!start.shape().equals(carried)) {
                site.unfit(
                        STATE,
                        start,
                        DiagnosticCode.NN203,
                        "`state` of " + site.title() + " must be " + carried + meaning(recurrence) + ", but "
                                + Wording.quoted(start.trace().title()) + " is " + start.shape(),
                        Optional.empty());
                return false;
            }
        }
        return true;
    }

    private static String meaning(Recurrence recurrence) {
        if (recurrence.carried().rank() == 1) {
            return "";
        }
        return recurrence.bidirectional() ? ", a row for each layer and direction" : ", a row for each layer";
    }

    private Cell cell(BoundArguments arguments) {
        return switch (name) {
            case "lstm" -> Cell.LSTM;
            case "gru" -> Cell.GRU;
            default -> arguments.text(NONLINEARITY).filter("relu"::equals).isPresent() ? Cell.RNN_RELU : Cell.RNN_TANH;
        };
    }

    private static boolean isPossible(LayerSite site, Recurrence recurrence) {
        long length = site.input().size(0);
        long states = (long) recurrence.hidden() * recurrence.directions();
        long rows = (long) recurrence.cell().gates() * recurrence.hidden();
        long columns = Math.max(recurrence.in(), recurrence.layers() > 1 ? states : recurrence.hidden());
        if (!site.isWithinLimits(List.of(length, states), "the output")
                || !site.isWithinLimits(List.of(recurrence.layers(), states), "the state")
                || !site.isWithinLimits(List.of(rows, columns), "a weight")) {
            return false;
        }
        Optional<String> kept =
                ShapeLimits.problem(List.of(length, MOST_KEPT, ShapeLimits.padded(recurrence.hidden())));
        kept.ifPresent(problem -> site.tooLarge(
                "what training keeps of " + site.title() + " " + problem,
                Optional.of("take a shorter sequence, or a smaller state")));
        return kept.isEmpty();
    }

    private static LayerResult layer(LayerSite site, Recurrence recurrence) {
        int states = recurrence.hidden() * recurrence.directions();
        List<LayerResult.Weight> weights = new ArrayList<>();
        for (int layer = 0; layer < recurrence.layers(); layer++) {
            int in = layer == 0 ? recurrence.in() : states;
            addWeights(weights, recurrence, in, "_l" + layer);
            if (recurrence.bidirectional()) {
                addWeights(weights, recurrence, in, "_l" + layer + "_reverse");
            }
        }
        return new LayerResult(recurrence, site.input().select(List.of(0)).and(states), weights, true);
    }

    private static void addWeights(List<LayerResult.Weight> weights, Recurrence recurrence, int in, String suffix) {
        int hidden = recurrence.hidden();
        int rows = recurrence.cell().gates() * hidden;
        Initialization initialization = new Initialization.Uniform(1 / Math.sqrt(hidden));
        weights.add(new LayerResult.Weight("weight_ih" + suffix, Shape.of(rows, in), initialization));
        weights.add(new LayerResult.Weight("weight_hh" + suffix, Shape.of(rows, hidden), initialization));
        if (recurrence.bias()) {
            weights.add(new LayerResult.Weight("bias_ih" + suffix, Shape.of(rows), initialization));
            weights.add(new LayerResult.Weight("bias_hh" + suffix, Shape.of(rows), initialization));
        }
    }
}
