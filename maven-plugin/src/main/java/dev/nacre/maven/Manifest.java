package dev.nacre.maven;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a successful run remembers: what it worked on, and the files it generated.
 *
 * @param fingerprint hash of the sources, the parameters and the compiler
 * @param outputs hash of each generated file, by its path below the output directory
 */
record Manifest(String fingerprint, SortedMap<String, String> outputs) {

    private static final String HEADER = "nacre generated files 1";
    private static final int HASH_LENGTH = 64;

    /** The manifest in {@code file}; none if there is no such file, or if it is not one that this version wrote. */
    static Optional<Manifest> read(Path file) throws IOException {
        try {
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Manifest> parse(List<String> lines) {
        if (lines.size() < 2 || !lines.get(0).equals(HEADER)) {
            return Optional.empty();
        }
        SortedMap<String, String> outputs = new TreeMap<>();
        for (String line : lines.subList(2, lines.size())) {
            if (line.length() < HASH_LENGTH + 2 || line.charAt(HASH_LENGTH) != ' ') {
                return Optional.empty();
            }
            outputs.put(line.substring(HASH_LENGTH + 1), line.substring(0, HASH_LENGTH));
        }
        return Optional.of(new Manifest(lines.get(1), outputs));
    }

    /** Writes to {@code file} in one step: a reader sees the old manifest or this one. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(HEADER).append('\n').append(fingerprint).append('\n');
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            text.append(output.getValue()).append(' ').append(output.getKey()).append('\n');
        }
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
