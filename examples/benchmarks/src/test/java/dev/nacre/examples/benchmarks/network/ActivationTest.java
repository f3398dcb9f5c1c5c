package dev.nacre.examples.benchmarks.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ActivationTest {

    @Test
    void geluIsTheExactOne() {
        assertEquals(0.8413447460685429, Activation.GELU.value(1), 1e-15);
        assertEquals(-0.04550026389635842, Activation.GELU.value(-2), 1e-15);
        assertEquals(9, Activation.GELU.value(9));
        assertEquals(0, Activation.GELU.value(-9), 1e-15);
        assertEquals(0.5, Activation.GELU.slope(0));
        assertEquals(1.0833154705876864, Activation.GELU.slope(1), 1e-15);
    }
}
