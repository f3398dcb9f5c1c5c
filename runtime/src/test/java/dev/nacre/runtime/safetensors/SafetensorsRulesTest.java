package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every rule of the format, broken once. */
@Timeout(60)
final class SafetensorsRulesTest {

    private static final String A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    private static final String CUT = "; the file is cut short: copy or download it again";

    private static void assertRefused(String expected, Bytes file) {
        ModelFormatException thrown = assertThrows(ModelFormatException.class, file::open);
        assertEquals("test.safetensors: " + expected, thrown.getMessage());
    }

    private static void assertRefused(String expected, String header, int data) {
        assertRefused(expected, Bytes.of(header, data));
    }

    private static String entry(String fields) {
        return "{\"a\":{" + fields + "}}";
    }

    @Test
    void theLengthOfTheHeaderIsBounded() {
        assertRefused(
                "expected 8 bytes for the length of the header, found 7" + CUT,
                new Bytes("test.safetensors", new byte[7]));
        byte[] huge = new byte[16];
        Arrays.fill(huge, (byte) 0xFF);
        assertRefused(
                "expected a safetensors file, whose header has at most 100000000 bytes, found the length 18446744073709551615",
                new Bytes("test.safetensors", huge));
        // 100,000,001 in little-endian bytes.
        assertRefused(
                "expected a safetensors file, whose header has at most 100000000 bytes, found the length 100000001",
                new Bytes("test.safetensors", new byte[] {1, (byte) 0xE1, (byte) 0xF5, 5, 0, 0, 0, 0}));
        byte[] promising = Bytes.of("{}", 0).content();
        promising[0] = 3;
        assertRefused("expected a header of 3 bytes, found only 2" + CUT, new Bytes("test.safetensors", promising));
    }

    @Test
    void theHeaderIsOneJsonObjectInUtf8() {
        assertRefused("expected a header that starts with {, found an empty one", "", 0);
        assertRefused("expected a header that starts with {, found the byte 32", " {}", 0);
        assertRefused("expected a header that starts with {, found the byte 91", "[]", 0);
        assertRefused("expected the header to end after its object, found more", "{}{}", 0);
        assertRefused(
                "expected a header in UTF-8, found other bytes",
                Bytes.of("{\"\u00ff\":1}".getBytes(StandardCharsets.ISO_8859_1), new byte[0]));
        for (String broken : List.of("{", "{\"a\"", "{'a':1}", "{\"a\":{\"shape\":[01]}}", "{/**/}", "{,}", "{}\0")) {
            ModelFormatException thrown = assertThrows(
                    ModelFormatException.class, () -> Bytes.of(broken, 0).open(), broken);
            assertTrue(
                    String.valueOf(thrown.getMessage())
                            .startsWith("test.safetensors: expected a header in JSON, found "),
                    broken);
        }
    }

    @Test
    void namesAreUnique() {
        assertRefused("\"a\": expected one entry of this name, found two", "{" + A + "," + A + "}", 8);
        assertRefused(
                "\"__metadata__\": expected one entry of this name, found two",
                "{\"__metadata__\":{},\"__metadata__\":{}}",
                0);
        assertRefused(
                "\"__metadata__\": expected one \"k\", found two", "{\"__metadata__\":{\"k\":\"\",\"k\":\"\"}}", 0);
        assertRefused("\"a\": expected one dtype, found two", entry("\"dtype\":\"F32\",\"dtype\":\"F32\""), 0);
        assertRefused("\"a\": expected one shape, found two", entry("\"shape\":[],\"shape\":[]"), 0);
        assertRefused(
                "\"a\": expected one data_offsets, found two",
                entry("\"data_offsets\":[0,4],\"data_offsets\":[0,4]"),
                4);
    }

    @Test
    void metadataMapsStringsToStrings() {
        assertRefused("\"__metadata__\": expected an object, found \"x\"", "{\"__metadata__\":\"x\"}", 0);
        assertRefused("\"__metadata__\": expected a string as \"k\", found \"1\"", "{\"__metadata__\":{\"k\":1}}", 0);
        assertRefused("\"__metadata__\": expected a string as \"k\", found \"{\"", "{\"__metadata__\":{\"k\":{}}}", 0);
    }

    @Test
    void anEntryHasThreeFieldsAndNoOther() {
        String dtype = "\"dtype\":\"F32\"";
        String shape = "\"shape\":[2]";
        String offsets = "\"data_offsets\":[0,8]";
        assertRefused("\"a\": expected an object, found \"1\"", "{\"a\":1}", 0);
        assertRefused("\"a\": expected dtype, found none", entry(shape + "," + offsets), 8);
        assertRefused("\"a\": expected shape, found none", entry(dtype + "," + offsets), 8);
        assertRefused("\"a\": expected data_offsets, found none", entry(dtype + "," + shape), 8);
        assertRefused("\"a\": expected dtype, shape and data_offsets, found \"strides\"", entry("\"strides\":[1]"), 8);
        assertRefused("\"a\": expected a string as dtype, found \"1\"", entry("\"dtype\":1"), 8);
        assertRefused("\"a\": expected a known dtype, such as F32, found \"f32\"", entry("\"dtype\":\"f32\""), 8);
        assertRefused("\"a\": expected an array as shape, found \"2\"", entry("\"shape\":2"), 8);
    }

    @Test
    void sizesAndOffsetsAreWholeNumbers() {
        for (String wrong : List.of("-1", "-0", "1.0", "1e2", "null", "true", "\"1\"")) {
            assertRefused(
                    "\"a\": expected whole numbers from 0 in shape, found \"" + wrong.replace("\"", "") + "\"",
                    entry("\"shape\":[" + wrong + "]"),
                    0);
        }
        assertThrows(ModelFormatException.class, () -> Bytes.of(entry("\"shape\":[9223372036854775808]"), 0)
                .open());
        assertThrows(ModelFormatException.class, () -> Bytes.of(entry("\"shape\":[" + "9".repeat(100_000) + "]"), 0)
                .open());
    }

    @Test
    void bytesAreTheProductOfSizesWithoutOverflow() {
        assertRefused(
                "\"a\": expected data_offsets over 12 bytes for F32 [3], found [0, 8]",
                entry("\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]"),
                8);
        assertRefused(
                "\"a\": expected data_offsets over 8 bytes for F32 [2], found [8, 0]",
                entry("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]"),
                8);
        // 2^62 * 4 bytes is 0 in 64 bits.
        assertRefused(
                "\"a\": expected a shape whose bytes can be counted, found [4611686018427387904]",
                entry("\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]"),
                0);
        assertRefused(
                "\"a\": expected a shape whose bytes can be counted, found [4294967296,4294967296,0]",
                entry("\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,0],\"data_offsets\":[0,0]"),
                0);
        assertRefused(
                "\"a\": expected 2 numbers in data_offsets, found 3",
                entry("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]"),
                8);
    }

    @Test
    void tensorsTileTheFile() {
        String b = ",\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":";
        assertRefused("expected 8 bytes of tensors behind the header, found 9", "{" + A + "}", 9);
        assertRefused("expected 8 bytes of tensors behind the header, found 7" + CUT, "{" + A + "}", 7);
        assertRefused("expected 0 bytes of tensors behind the header, found 1", "{}", 1);
        assertRefused(
                "\"b\": expected data_offsets from 8, where the tensor before ends, found 9",
                "{" + A + b + "[9,13]}}",
                13);
        assertRefused(
                "\"b\": expected data_offsets from 8, where the tensor before ends, found 4",
                "{" + A + b + "[4,8]}}",
                8);
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertRefused("\"a\": expected an object, found \"[\"", deep, 0);
        String nested = entry("\"shape\":[" + "[".repeat(100_000));
        assertThrows(ModelFormatException.class, () -> Bytes.of(nested, 0).open());
    }

    @Test
    void whatTheFormatAllowsIsAccepted() throws Exception {
        SafetensorsFile file = Bytes.of(
                        "{\"later\":{\"shape\":[],\"data_offsets\":[4,8],\"dtype\":\"F32\"},\"__metadata__\":{\"k\":\"v\\u0000\"},"
                                + "\"empty\":{\"dtype\":\"F32\",\"shape\":[3,0],\"data_offsets\":[4,4]},"
                                + "\"\":{\"dtype\":\"I32\",\"shape\":[1,1],\"data_offsets\":[0,4]},"
                                + "\"end\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[8,8]}}     ",
                        8)
                .open();
        assertEquals(List.of("later", "empty", "", "end"), file.names());
        assertEquals(Map.of("k", "v\0"), file.metadata());
        assertEquals(0, file.shape("later").length);
        assertEquals(1, file.floats("later").length);
        assertEquals(List.of(3L, 0L), Arrays.stream(file.shape("empty")).boxed().toList());
        assertEquals(0, file.floats("empty").length);
        assertEquals(1, file.ints("").length);
        assertEquals("F64", file.dtype("end"));
        assertEquals(0, Bytes.of("{}", 0).open().names().size());
    }

    @Test
    void onlyFloatsAreReadAsFloatsAndUnknownNamesAreAnswered() throws Exception {
        SafetensorsFile file = Bytes.of(
                        "{" + A + ",\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[8,16]}}", 16)
                .open();
        assertEquals(
                "test.safetensors: \"ids\": expected F32, F64, F16 or BF16, found I64",
                assertThrows(ModelFormatException.class, () -> file.floats("ids"))
                        .getMessage());
        assertEquals(
                "test.safetensors: \"a\": expected I32, found F32",
                assertThrows(ModelFormatException.class, () -> file.ints("a")).getMessage());
        assertEquals(
                "test.safetensors has no array \"id\"; did you mean \"ids\"?",
                assertThrows(IllegalArgumentException.class, () -> file.shape("id"))
                        .getMessage());
    }

    @Test
    void namesOfTheFileAreSafeToPrint() {
        assertRefused(
                "\"\\u001b[31m\\u000a" + "n".repeat(74) + "…\": expected an object, found \"1\"",
                "{\"\\u001b[31m\\n" + "n".repeat(10_000) + "\":1}",
                0);
    }
}
