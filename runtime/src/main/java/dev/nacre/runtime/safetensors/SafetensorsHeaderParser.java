package dev.nacre.runtime.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.nacre.runtime.ModelFormatException;
import dev.nacre.runtime.argument.Quoted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a safetensors header token by token, and takes nothing but what the format allows there. */
final class SafetensorsHeaderParser {

    static final String METADATA = "__metadata__";
    private static final String DTYPE = "dtype";
    private static final String SHAPE = "shape";
    private static final String DATA_OFFSETS = "data_offsets";

    /** Names are not remembered beyond one file; a JSON text in strings and names may be as long as the header. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(3)
                    .maxNumberLength(100)
                    .maxStringLength((int) SafetensorsHeader.LONGEST)
                    .build())
            .build();

    private final String file;
    private final byte[] json;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, SafetensorsEntry> entries = new LinkedHashMap<>();

    SafetensorsHeaderParser(String file, byte[] json) {
        this.file = file;
        this.json = json;
    }

    /**
     * The header's content, each entry consistent in itself.
     *
     * @throws ModelFormatException if it is not JSON or not of this form
     */
    SafetensorsHeader parse() throws ModelFormatException {
        if (json.length == 0 || json[0] != '{') {
            throw new ModelFormatException(file + ": expected a header that starts with {, found "
                    + (json.length == 0 ? "an empty one" : "the byte " + (json[0] & 0xFF)));
        }
        try (JsonParser parser = JSON.createParser(strictUtf8())) {
            parseHeader(parser);
        } catch (ModelFormatException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new ModelFormatException(
                    file + ": expected a header in JSON, found " + Quoted.of(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ModelFormatException(file + ": expected a header in UTF-8, found other bytes");
        }
        return new SafetensorsHeader(metadata, entries, SafetensorsHeader.LENGTH_BYTES + (long) json.length);
    }

    private Reader strictUtf8() {
        return new InputStreamReader(
                new ByteArrayInputStream(json),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private void parseHeader(JsonParser parser) throws IOException {
        boolean metadataSeen = false;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (key.equals(METADATA) ? metadataSeen : entries.containsKey(key)) {
                throw fail(key, "one entry of this name", "two");
            }
            if (key.equals(METADATA)) {
                metadataSeen = true;
                parseMetadata(parser);
            } else {
                entries.put(key, parseEntry(parser, key));
            }
        }
        if (parser.nextToken() != null) {
            throw new ModelFormatException(file + ": expected the header to end after its object, found more");
        }
    }

    private void parseMetadata(JsonParser parser) throws IOException {
        expect(METADATA, parser, JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            expect(METADATA, parser, JsonToken.VALUE_STRING, "a string as " + Quoted.of(key));
            if (metadata.put(key, parser.getText()) != null) {
                throw fail(METADATA, "one " + Quoted.of(key), "two");
            }
        }
    }

    private SafetensorsEntry parseEntry(JsonParser parser, String key) throws IOException {
        expect(key, parser, JsonToken.START_OBJECT, "an object");
        @Nullable SafetensorsType type = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            switch (field) {
                case DTYPE -> {
                    once(key, field, type);
                    type = parseType(parser, key);
                }
                case SHAPE -> {
                    once(key, field, shape);
                    shape = parseNumbers(parser, key, field);
                }
                case DATA_OFFSETS -> {
                    once(key, field, offsets);
                    offsets = parseNumbers(parser, key, field);
                }
                default -> throw fail(key, "dtype, shape and data_offsets", Quoted.of(field));
            }
        }
        return entry(key, present(key, DTYPE, type), present(key, SHAPE, shape), present(key, DATA_OFFSETS, offsets));
    }

    private SafetensorsType parseType(JsonParser parser, String key) throws IOException {
        expect(key, parser, JsonToken.VALUE_STRING, "a string as dtype");
        String name = parser.getText();
        for (SafetensorsType type : SafetensorsType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw fail(key, "a known dtype, such as F32", Quoted.of(name));
    }

    private List<Long> parseNumbers(JsonParser parser, String key, String field) throws IOException {
        expect(key, parser, JsonToken.START_ARRAY, "an array as " + field);
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String text = parser.getText();
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || text.startsWith("-")) {
                throw fail(key, "whole numbers from 0 in " + field, Quoted.of(text));
            }
            numbers.add(parser.getLongValue());
        }
        return numbers;
    }

    private SafetensorsEntry entry(String key, SafetensorsType type, List<Long> shape, List<Long> offsets)
            throws ModelFormatException {
        if (offsets.size() != 2) {
            throw fail(key, "2 numbers in data_offsets", String.valueOf(offsets.size()));
        }
        SafetensorsEntry entry = new SafetensorsEntry(key, type, shape, offsets.get(0), offsets.get(1));
        long bytes = bytes(entry);
        if (entry.begin() > entry.end() || entry.end() - entry.begin() != bytes) {
            throw fail(
                    key,
                    "data_offsets over " + bytes + " bytes for " + type + " " + entry.shapeText(),
                    offsets.toString());
        }
        return entry;
    }

    private long bytes(SafetensorsEntry entry) throws ModelFormatException {
        try {
            long bytes = entry.type().bytes();
            for (long size : entry.shape()) {
                bytes = Math.multiplyExact(bytes, size);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw fail(entry.name(), "a shape whose bytes can be counted", entry.shapeText());
        }
    }

    private void expect(String key, JsonParser parser, JsonToken token, String expected) throws IOException {
        JsonToken found = parser.nextToken();
        if (found != token) {
            throw fail(key, expected, found == null ? "the end" : Quoted.of(parser.getText()));
        }
    }

    private void once(String key, String field, @Nullable Object before) throws ModelFormatException {
        if (before != null) {
            throw fail(key, "one " + field, "two");
        }
    }

    private <T> T present(String key, String field, @Nullable T value) throws ModelFormatException {
        if (value == null) {
            throw fail(key, field, "none");
        }
        return value;
    }

    private ModelFormatException fail(String key, String expected, String found) {
        return new ModelFormatException(file + ": " + Quoted.of(key) + ": expected " + expected + ", found " + found);
    }
}
