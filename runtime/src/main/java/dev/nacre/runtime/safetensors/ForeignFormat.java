package dev.nacre.runtime.safetensors;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Formats that people have instead of safetensors, told from a file's first bytes, each with what to do about it. */
enum ForeignFormat {
    NOTHING("an empty file", "copy or download it again", start -> start.text().isEmpty()),
    TORCH(
            "a file of torch.save",
            "in Python, safetensors.torch.save_file(torch.load(path), other_path) converts a state_dict; of a module, save "
                    + "module.state_dict()",
            start -> start.beginsWith(0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9) // before PyTorch 1.6
                    || start.archives("[^/]+/(data\\.pkl|data/.*|code/.*|constants\\.pkl|version|byteorder)")),
    NUMPY_ARCHIVE(
            "a .npz archive of NumPy",
            "in Python, safetensors.numpy.save_file(dict(numpy.load(path)), other_path) converts it",
            start -> start.archives(".*\\.npy")),
    NUMPY_ARRAY(
            "a .npy file of NumPy, one array without a name",
            "in Python, safetensors.numpy.save_file({name: numpy.load(path)}, other_path) converts it",
            start -> start.beginsWith(0x93, 'N', 'U', 'M', 'P', 'Y')),
    KERAS(
            "a .keras archive",
            Advice.FROM_ARRAYS,
            start -> start.archives("metadata\\.json|config\\.json|model\\.weights\\.h5")),
    ZIP("a zip archive", "unpack it and load what is in it", start -> start.beginsWith('P', 'K', 3, 4)),
    PICKLE("a Python pickle", Advice.FROM_ARRAYS, start -> start.beginsWith(0x80) && start.isAt(1, 2, 5)),
    HDF5("an HDF5 file, as Keras writes", Advice.FROM_ARRAYS, start -> start.beginsWith(0x89, 'H', 'D', 'F', '\r')),
    GZIP("a file compressed with gzip", Advice.UNPACK, start -> start.beginsWith(0x1F, 0x8B)),
    ZSTD("a file compressed with zstd", Advice.UNPACK, start -> start.beginsWith(0x28, 0xB5, 0x2F, 0xFD)),
    XZ("a file compressed with xz", Advice.UNPACK, start -> start.beginsWith(0xFD, '7', 'z', 'X', 'Z')),
    BZIP2("a file compressed with bzip2", Advice.UNPACK, start -> start.beginsWith('B', 'Z', 'h')),
    GGUF("a GGUF file", Advice.FROM_MODEL, start -> start.beginsWith('G', 'G', 'U', 'F')),
    TFLITE("a TensorFlow Lite file", Advice.FROM_ARRAYS, start -> start.text().startsWith("TFL3", 4)),
    // A protocol buffer: field 1 is the version of the format, then come the producer's name, or its version, or the
    // graph.
    ONNX(
            "an ONNX file",
            Advice.FROM_MODEL,
            start -> start.beginsWith(8)
                    && start.isAt(1, 1, 32)
                    && (start.isAt(2, 0x12, 0x12) || start.isAt(2, 0x1A, 0x1A) || start.isAt(2, 0x3A, 0x3A))),
    GIT_LFS("the pointer to a file that Git LFS keeps elsewhere", "git lfs pull fetches it", start -> start.text()
            .startsWith("version https://git-lfs")),
    WEB_PAGE(
            "a web page",
            "what was downloaded is a page about the file, or a refusal; download the file itself",
            start -> start.isText("(?is)<(!doctype )?html.*")),
    XML("XML", Advice.FROM_ARRAYS, start -> start.isText("(?s)<[?!a-zA-Z].*")),
    INDEX(
            "the index of weights that are in several files",
            "in Python, safetensors.torch.load_file loads each; one save_file of all their tensors makes one file",
            start -> start.isText("(?s)\\{.*\"weight_map\".*")),
    JSON("JSON", Advice.FROM_ARRAYS, start -> start.isText("(?s)[{\\[].*")),
    CSV("text of numbers, such as CSV", Advice.FROM_ARRAYS, start -> start.isText("(?s)[^\n]*[,;\t][^\n]*(\n.*)?")),
    TEXT("text", Advice.FROM_ARRAYS, start -> start.isText("(?s).*"));

    /** What several formats have in common. */
    private static final class Advice {
        static final String FROM_ARRAYS =
                "in Python, safetensors.numpy.save_file({name: array, …}, path) writes its arrays as weights";
        static final String FROM_MODEL =
                "in Python, safetensors.torch.save_file(model.state_dict(), path) writes the weights of the model it is from";
        static final String UNPACK = "unpack it first";
    }

    private final String description;
    private final String advice;
    private final Predicate<FirstBytes> matches;

    ForeignFormat(String description, String advice, Predicate<FirstBytes> matches) {
        this.description = description;
        this.advice = advice;
        this.matches = matches;
    }

    /** What a file that is no safetensors file looks like, and what to do. */
    static Optional<String> describe(FirstBytes start) {
        return Arrays.stream(values())
                .filter(format -> format.matches.test(start))
                .findFirst()
                .map(format -> format.description + "; " + format.advice);
    }
}
