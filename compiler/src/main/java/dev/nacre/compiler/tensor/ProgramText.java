package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Primitive.BatchSize;
import dev.nacre.compiler.tensor.Primitive.Concat;
import dev.nacre.compiler.tensor.Primitive.Detach;
import dev.nacre.compiler.tensor.Primitive.Input;
import dev.nacre.compiler.tensor.Primitive.Iota;
import dev.nacre.compiler.tensor.Primitive.Map;
import dev.nacre.compiler.tensor.Primitive.Parameter;
import dev.nacre.compiler.tensor.Primitive.Random;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.Primitive.Reshape;
import dev.nacre.compiler.tensor.Primitive.Slice;
import dev.nacre.compiler.tensor.Primitive.Transpose;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A program for people, one value a line: {@code v3 n[16] = max(v2, 0)}, where {@code n} says that there is one per
 * sample.
 */
public final class ProgramText implements Primitive.Cases<String> {

    private ProgramText() {}

    public static String of(Program program) {
        StringBuilder text = new StringBuilder();
        for (Node node : program.nodes()) {
            Value value = node.value();
            String batch = value.batched() ? "n" : "";
            text.append("%s %s%s = %s%n"
                    .formatted(
                            name(value), batch, value.shape(), node.primitive().match(new ProgramText())));
        }
        for (Output output : program.outputs()) {
            text.append("%s %s = %s%n".formatted(kind(output), output.name(), name(output.value())));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String kind(Output output) {
        return output.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String name(Value value) {
        return "v" + value.id();
    }

    @Override
    public String input(Input input) {
        return (input.gradient() ? "gradient " : "input ") + input.port();
    }

    @Override
    public String parameter(Parameter parameter) {
        return "parameter " + parameter.name();
    }

    @Override
    public String map(Map map) {
        String body = new ScalarText(index -> name(map.operands().get(index))).of(map.body());
        boolean allRead = map.body().arguments().size() == map.operands().size();
        return allRead
                ? body
                : body + " for "
                        + map.operands().stream().map(ProgramText::name).toList();
    }

    @Override
    public String contract(Contract contract) {
        return "sum%s %s%s * %s%s -> %s"
                .formatted(
                        contract.sumBatch() ? " over n" : "",
                        name(contract.left()),
                        labels(contract.leftLabels()),
                        name(contract.right()),
                        labels(contract.rightLabels()),
                        labels(contract.resultLabels()));
    }

    /** Labels as letters from i, as in a formula. */
    private static String labels(List<Integer> labels) {
        return labels.stream()
                .map(label -> String.valueOf((char) ('i' + label)))
                .collect(Collectors.joining("", "[", "]"));
    }

    @Override
    public String reduce(Reduce reduce) {
        return "%s of %s over %s%s"
                .formatted(
                        reduce.kind().name().toLowerCase(Locale.ROOT),
                        name(reduce.operand()),
                        reduce.axes(),
                        reduce.sumBatch() ? " and n" : "");
    }

    @Override
    public String reshape(Reshape reshape) {
        return "reshape " + name(reshape.operand());
    }

    @Override
    public String concat(Concat concat) {
        String operands = concat.operands().stream().map(ProgramText::name).collect(Collectors.joining(", "));
        return "concat %s along %d".formatted(operands, concat.axis());
    }

    @Override
    public String slice(Slice slice) {
        return "%s from %d to %d along %d"
                .formatted(name(slice.operand()), slice.start(), slice.start() + slice.size(), slice.axis());
    }

    @Override
    public String detach(Detach detach) {
        return "detach " + name(detach.operand());
    }

    @Override
    public String random(Random random) {
        return "random " + random.stream();
    }

    @Override
    public String transpose(Transpose transpose) {
        return "transpose %s to %s".formatted(name(transpose.operand()), transpose.axes());
    }

    @Override
    public String window(Window window) {
        return "windows %s of %s%s"
                .formatted(
                        windows(window.axes()),
                        name(window.operand()),
                        window.padding() == 0 ? "" : ", padded by " + window.padding());
    }

    @Override
    public String fold(Fold fold) {
        return "fold windows %s of %s".formatted(windows(fold.axes()), name(fold.operand()));
    }

    /** {@code [3 by 2 from -1, 3]}: for each axis, the size, and what is not as usual. */
    private static String windows(List<WindowAxis> axes) {
        StringBuilder text = new StringBuilder();
        for (WindowAxis axis : axes) {
            text.append(text.isEmpty() ? "" : ", ").append(axis.size());
            text.append(axis.stride() == 1 ? "" : " by " + axis.stride());
            text.append(axis.dilation() == 1 ? "" : " dilated by " + axis.dilation());
            text.append(axis.before() == 0 ? "" : " from " + -axis.before());
        }
        return text.insert(0, '[').append(']').toString();
    }

    @Override
    public String maxGradient(MaxGradient maxGradient) {
        return "%s where %s is the maximum %s over %s"
                .formatted(
                        name(maxGradient.gradient()),
                        name(maxGradient.operand()),
                        name(maxGradient.maximum()),
                        maxGradient.axes());
    }

    @Override
    public String gather(Gather gather) {
        return "rows of %s at %s".formatted(name(gather.table()), name(gather.indices()));
    }

    @Override
    public String scatterAdd(ScatterAdd scatterAdd) {
        return "rows over n of %s added at %s"
                .formatted(
                        scatterAdd.gradients().stream().map(ProgramText::name).toList(),
                        scatterAdd.indices().stream().map(ProgramText::name).toList());
    }

    @Override
    public String scanTrace(ScanTrace scanTrace) {
        return "steps of %s%s over %s with %s%s%s"
                .formatted(
                        scanTrace.cell().name().toLowerCase(Locale.ROOT),
                        scanTrace.reverse() ? " backwards" : "",
                        name(scanTrace.gates()),
                        name(scanTrace.weight()),
                        scanTrace.bias().map(bias -> ", " + name(bias)).orElse(""),
                        carried(" from ", scanTrace.start()));
    }

    private static String carried(String preposition, List<Value> values) {
        return values.isEmpty()
                ? ""
                : values.stream().map(ProgramText::name).collect(Collectors.joining(", ", preposition, ""));
    }

    @Override
    public String scan(Scan scan) {
        return "states of " + name(scan.trace());
    }

    @Override
    public String scanEnd(ScanEnd scanEnd) {
        return (scanEnd.part() == 0 ? "state" : "memory") + " at the end of " + name(scanEnd.scan());
    }

    @Override
    public String scanGradient(ScanGradient scanGradient) {
        return "gradient of the gates in %s, given %s, with %s%s"
                .formatted(
                        name(scanGradient.trace()),
                        name(scanGradient.gradient()),
                        name(scanGradient.weight()),
                        carried(" from ", scanGradient.ends()));
    }

    @Override
    public String recent(Recent recent) {
        return recent.rows() + " rows up to " + name(recent.row())
                + (recent.every() == 1 ? "" : ", at every step number " + recent.every());
    }

    @Override
    public String append(Append append) {
        return "rows so far and " + name(append.row());
    }

    @Override
    public String axisSize(Primitive.AxisSize axisSize) {
        return "size " + axisSize.size();
    }

    @Override
    public String flags(Flags flags) {
        return "flags " + name(flags.integers());
    }

    @Override
    public String iota(Iota iota) {
        return "0, 1, ..";
    }

    @Override
    public String batchSize(BatchSize batchSize) {
        return "number of samples";
    }
}
