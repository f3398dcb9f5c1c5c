package dev.nacre.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.problem.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutArgumentsEverythingIsCompared() {
        Options options = Options.parse(List.of());
        assertEquals("compare", options.mode());
        assertEquals(Cell.all(), options.cells());
        assertEquals(List.of(Entrant.values()), options.entrants());
    }

    @Test
    void cellsAreChosenByHowTheyBegin() {
        Options options = Options.parse(List.of("--cells", "C/adam,A/predict/32", "--contestants", "nacre"));
        assertEquals(
                List.of("A/predict/32/1", "C/adam/32/1", "C/adam/256/1"),
                options.cells().stream().map(Cell::toString).toList());
        assertEquals(List.of(Entrant.NACRE), options.entrants());
    }

    @Test
    void pairsMayHaveANeighbour() {
        Options options = Options.parse(List.of("paired", "--pairs", "7", "--neighbour", "--cells", "D"));
        assertEquals("paired", options.mode());
        assertEquals(7, options.pairs());
        assertTrue(options.neighbour());
        assertFalse(Options.parse(List.of("paired")).neighbour());
    }

    @Test
    void streamsAreMeasuredInPairs() {
        Options options = Options.parse(List.of("streams", "--pairs", "7"));
        assertEquals("streams", options.mode());
        assertEquals(7, options.pairs());
    }

    @Test
    void aCellReadsWhatItWrites() {
        for (Cell cell : Cell.all()) {
            assertEquals(cell, Cell.parse(cell.toString()));
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String arguments :
                List.of("run", "--cells Z", "--contestants none", "--forks", "--speed 1", "--forks x", "--pairs")) {
            List<String> list = List.of(arguments.split(" ", -1));
            assertThrows(IllegalArgumentException.class, () -> Options.parse(list), arguments);
        }
    }
}
