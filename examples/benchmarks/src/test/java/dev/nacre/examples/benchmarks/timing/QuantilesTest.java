package dev.nacre.examples.benchmarks.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void theyLieBetweenTheValuesInTheirOrder() {
        Quantiles quantiles = new Quantiles(List.of(5.0, 1.0, 3.0));
        assertEquals(1, quantiles.at(0));
        assertEquals(2, quantiles.at(0.25));
        assertEquals(3, quantiles.at(0.5));
        assertEquals(4.6, quantiles.at(0.9), 1e-12);
        assertEquals(5, quantiles.at(1));
    }

    @Test
    void oneValueIsAllOfThem() {
        Quantiles quantiles = new Quantiles(List.of(7.0));
        assertEquals(7, quantiles.at(0.1));
        assertEquals(7, quantiles.at(0.9));
    }
}
