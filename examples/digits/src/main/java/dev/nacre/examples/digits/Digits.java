package dev.nacre.examples.digits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nacre.runtime.Dataset;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A collection of handwritten digits. */
record Digits(List<Digit> all) {

    Digits {
        all = List.copyOf(all);
    }

    /** The 1,797 digits that come with this example. */
    static Digits load() throws IOException {
        try (InputStream csv = Digits.class.getResourceAsStream("digits.csv")) {
            if (csv == null) {
                throw new FileNotFoundException("digits.csv is not beside " + Digits.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(csv, US_ASCII));
            return new Digits(lines.lines().map(Digit::parse).toList());
        }
    }

    /** Holds back a fifth of each label's digits, chosen by {@code seed}; the rest is for training. */
    Split split(long seed) {
        Random random = new Random(seed);
        List<Digit> training = new ArrayList<>();
        List<Digit> held = new ArrayList<>();
        for (List<Digit> same : byLabel().values()) {
            Collections.shuffle(same, random);
            int cut = Math.round(same.size() / 5f);
            held.addAll(same.subList(0, cut));
            training.addAll(same.subList(cut, same.size()));
        }
        Collections.shuffle(held, random);
        return new Split(new Digits(training), new Digits(held));
    }

    private Map<Integer, List<Digit>> byLabel() {
        return all.stream()
                .collect(Collectors.groupingBy(Digit::label, TreeMap::new, Collectors.toCollection(ArrayList::new)));
    }

    int size() {
        return all.size();
    }

    /** The pixels of all digits, one digit after the other. */
    float[] pixels() {
        float[] pixels = new float[size() * Digit.PIXELS];
        for (int i = 0; i < size(); i++) {
            System.arraycopy(all.get(i).pixels(), 0, pixels, i * Digit.PIXELS, Digit.PIXELS);
        }
        return pixels;
    }

    Dataset dataset() {
        return Dataset.of(pixels(), all.stream().mapToInt(Digit::label).toArray());
    }

    /** The same digits in two parts without a digit in common. */
    record Split(Digits training, Digits held) {}
}
