package dev.nacre.examples.benchmarks.stream;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SameStepsTest {

    @ParameterizedTest
    @EnumSource
    void everyoneTakesTheSameSteps(Streamed model) {
        assertDoesNotThrow(() -> SameSteps.check(model));
    }
}
