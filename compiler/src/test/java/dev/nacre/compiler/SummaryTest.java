package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.place.PlacedPlan;
import dev.nacre.compiler.place.Placement;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.summary.Memory;
import dev.nacre.compiler.summary.MultiplyAdds;
import dev.nacre.compiler.summary.Summary;
import dev.nacre.runtime.Initializer;
import dev.nacre.runtime.Layout;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.ModelSpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final Path CASES = Path.of("src/test/resources/check/accept");

    @Test
    void theSummaryIsWhatTheRuntimePrintsForTheSameModel() throws IOException {
        List<Network> networks = networks();
        assertTrue(networks.size() > 10);
        for (Network network : networks) {
            assertEquals(spec(network).toString(), summary(network));
        }
    }

    @Test
    void theSummaryIsTheSameInEveryLocale() throws IOException {
        Network network = networks().get(0);
        String expected = summary(network);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(expected, summary(network));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<Network> networks() throws IOException {
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(CASES)) {
            for (Path path : paths.filter(file -> file.toString().endsWith(".nn"))
                    .sorted()
                    .toList()) {
                files.add(new SourceFile(path.getFileName().toString(), "", Files.readString(path)));
            }
        }
        return NnCompiler.check(files, new Diagnostics());
    }

    private static String summary(Network network) {
        return Summary.of(network, placed(network));
    }

    private static PlacedPlan placed(Network network) {
        return Placement.place(NnCompiler.plan(network)).orElseThrow();
    }

    private static ModelSpec spec(Network network) {
        ModelSpecBuilder builder = ModelSpec.builder(network.name());
        network.inputs().forEach(port -> {
            if (port.isFloat()) {
                builder.input(port.name(), sizes(port.shape()));
            } else {
                builder.intInput(port.name(), sizes(port.shape()));
            }
        });
        network.outputs().forEach(port -> builder.output(port.name(), sizes(port.shape())));
        addLayers(builder, network);
        PlacedPlan placed = placed(network);
        for (ParameterStorage.Slot slot : placed.plan().parameters().slots()) {
            Parameter parameter = slot.parameter();
            builder.parameter(
                    parameter.name(),
                    slot.offset(),
                    layout(slot),
                    Initializer.constant(0),
                    parameter.trainable(),
                    sizes(parameter.shape()));
        }
        Memory memory = Memory.of(placed);
        return builder.activations(memory.prediction(), memory.training()).build();
    }

    private static Layout layout(ParameterStorage.Slot slot) {
        Shape shape = slot.parameter().shape();
        int taps = shape.rank() < 2 ? 1 : shape.elements() / shape.size(0) / shape.size(1);
        return switch (slot.layout()) {
            case VECTOR -> Layout.vector(shape.elements());
            case PANELS -> Layout.panels(shape.size(0), shape.size(1));
            case PADDED_ROWS -> Layout.paddedRows(shape.size(0), shape.size(1));
            case WINDOW_PANELS -> Layout.windowPanels(slot.groups(), shape.size(0), shape.size(1), taps);
            case FOLD_PANELS -> Layout.foldPanels(slot.groups(), shape.size(0), shape.size(1), taps);
        };
    }

    private static void addLayers(ModelSpecBuilder builder, Network network) {
        for (int i = 0; i <= network.layers().size(); i++) {
            int here = i;
            network.groups().stream().filter(group -> group.end() == here).forEach(group -> builder.end());
            network.groups().stream().filter(group -> group.first() == here).forEach(group -> begin(builder, group));
            if (i < network.layers().size()) {
                Layer layer = network.layers().get(i);
                builder.layer(layer.path(), layer.kind(), sizes(layer.output())).multiplyAdds(MultiplyAdds.of(layer));
            }
        }
    }

    private static void begin(ModelSpecBuilder builder, Group group) {
        int[] output = sizes(group.output());
        switch (group.role()) {
            case ITEM -> builder.group(group.path(), group.kind(), output);
            case COPY -> builder.copy(group.path(), output);
            case BRANCH -> builder.branch(group.path(), output);
            case USE -> builder.use(group.path(), output);
        }
    }

    private static int[] sizes(Shape shape) {
        return shape.sizes().stream().mapToInt(Integer::intValue).toArray();
    }
}
