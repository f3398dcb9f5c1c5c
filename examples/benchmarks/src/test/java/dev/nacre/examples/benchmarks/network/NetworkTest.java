package dev.nacre.examples.benchmarks.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.runtime.Model;
import dev.nacre.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {

    @ParameterizedTest
    @EnumSource
    void theCompiledModelIsTheSameNetwork(Network network) {
        Model model = network.compiled();
        List<Shape> compiled = new ArrayList<>();
        for (Tensor tensor : model.parameters()) {
            compiled.add(Shape.of(tensor.shape()));
        }
        assertEquals(network.layers().parameters(network.input()), compiled);
    }
}
