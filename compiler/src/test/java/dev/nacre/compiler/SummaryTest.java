package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.Initializer;
import dev.nacre.runtime.Layout;
import dev.nacre.runtime.ModelSpec;
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
            assertEquals(spec(network).toString(), Summary.of(network));
        }
    }

    @Test
    void theSummaryIsTheSameInEveryLocale() throws IOException {
        Network network = networks().get(0);
        String expected = Summary.of(network);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(expected, Summary.of(network));
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
        return NnCompiler.compile(files, CompilerOptions.defaults()).networks();
    }

    private static ModelSpec spec(Network network) {
        ModelSpec.Builder builder = ModelSpec.builder(network.name());
        network.inputs().forEach(port -> builder.input(port.name(), sizes(port.shape())));
        network.outputs().forEach(port -> builder.output(port.name(), sizes(port.shape())));
        for (Layer layer : network.layers()) {
            builder.layer(layer.path(), layer.kind(), sizes(layer.output()));
        }
        int offset = 0;
        for (Parameter parameter : network.parameters()) {
            Layout layout = Layout.vector(parameter.shape().elements());
            builder.parameter(
                    parameter.name(),
                    offset,
                    layout,
                    Initializer.constant(0),
                    parameter.trainable(),
                    sizes(parameter.shape()));
            offset += layout.size();
        }
        return builder.build();
    }

    private static int[] sizes(Shape shape) {
        return shape.sizes().stream().mapToInt(Integer::intValue).toArray();
    }
}
