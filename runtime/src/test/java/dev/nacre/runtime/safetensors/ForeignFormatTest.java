package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.ModelFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people try to load instead of safetensors is called by its name. */
final class ForeignFormatTest {

    private static String message(byte[] content) {
        return String.valueOf(assertThrows(ModelFormatException.class, () -> new Bytes("w", content).open())
                .getMessage());
    }

    private static void assertFound(String expected, byte[] content) {
        String message = message(content);
        assertTrue(message.startsWith("w: expected a safetensors file, found " + expected + "; "), message);
    }

    private static void assertFound(String expected, String content) {
        assertFound(expected, content.getBytes(StandardCharsets.UTF_8));
    }

    /** As the named tools begin their files; see the formats' specifications. */
    @ParameterizedTest
    @CsvSource({
        "80028a0a6cfc9c46f9206aa850192e80024de9032e8002, a file of torch.save",
        "934e554d5059010076007b276465736372273a, '.npy file of NumPy, one array without a name'",
        "894844460d0a1a0a00000000000808, 'HDF5 file, as Keras writes'",
        "800495a7000000000000007d948c0161, a Python pickle",
        "80027d710058, a Python pickle",
        "28b52ffd2400, a file compressed with zstd",
        "fd377a585a000004, a file compressed with xz",
        "425a6839314159265359, a file compressed with bzip2",
        "47475546030000002301000000000000, a GGUF file",
        "1c00000054464c3314002000, a TensorFlow Lite file",
        "080712077079746f7263681a06312e31332e303ade01, ONNX file",
        "08083ade010a5c0a, ONNX file"
    })
    void magicNumbersAreKnown(String hex, String expected) {
        String message = message(HexFormat.of().parseHex(hex));
        assertTrue(message.contains(expected + "; "), message);
    }

    @ParameterizedTest
    @CsvSource({
        "m/data.pkl, a file of torch.save",
        "archive/data/0, a file of torch.save",
        "w.npy, a .npz archive of NumPy",
        "metadata.json, a .keras archive",
        "META-INF/MANIFEST.MF, a zip archive"
    })
    void archivesAreToldApartByTheirFirstFile(String name, String expected) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[1000]);
        }
        assertFound(expected, bytes.toByteArray());
        // The name is cut off: still an archive.
        assertFound("a zip archive", Arrays.copyOf(bytes.toByteArray(), 30));
        assertFound("a zip archive", Arrays.copyOf(bytes.toByteArray(), 10));
    }

    @Test
    void compressedFilesAreToBeUnpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Bytes.of("{}", 0).content());
        }
        assertEquals(
                "w: expected a safetensors file, found a file compressed with gzip; unpack it first",
                message(bytes.toByteArray()));
    }

    @Test
    void textIsToldByItsFirstLine() {
        assertFound("text of numbers, such as CSV", "x,y\n1.5,2\n");
        assertFound("text of numbers, such as CSV", "\ufeff1;2");
        assertFound("text of numbers, such as CSV", "0.1\t0.2\n".repeat(1000));
        assertFound("JSON", "{\"weights\": [1, 2]}");
        assertFound("JSON", " [[1.0], [2.0]]");
        assertFound(
                "the index of weights that are in several files",
                "{\n  \"metadata\": {},\n  \"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\"}}");
        assertFound("XML", "<?xml version=\"1.0\"?>\n<net/>");
        assertFound("XML", "<PMML>");
        assertFound("a web page", "<!DOCTYPE html>\n<html lang=\"en\">");
        assertFound("a web page", "\n<HTML><body>404</body></HTML>");
        assertFound(
                "the pointer to a file that Git LFS keeps elsewhere",
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");
        assertFound("text", "model Net (x: [3])");
        assertFound("text", "x");
    }

    @Test
    void anEmptyFileIsSaidToBe() {
        assertEquals(
                "w: expected a safetensors file, found an empty file; copy or download it again", message(new byte[0]));
    }

    @Test
    void nothingIsGuessedOfOtherBytes() {
        for (String hex : List.of("00", "ffffffffffffffffff", "0102030405060708090a", "080700000000000000")) {
            String message = message(HexFormat.of().parseHex(hex));
            assertTrue(!message.contains("; ") || message.contains("cut short"), message);
        }
    }
}
