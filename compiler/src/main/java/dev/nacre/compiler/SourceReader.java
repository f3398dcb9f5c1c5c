package dev.nacre.compiler;

import dev.nacre.compiler.parse.Parser;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.ImportPath;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the files of a command, and those that they import. */
final class SourceReader {

    /** Far above the limit of a source, so that the message about it can tell the size; far below the heap. */
    private static final int MOST_BYTES = 64 << 20;

    private final Optional<Path> sourceDirectory;
    private final Diagnostics diagnostics;
    private final Map<Path, SourceFile> read = new LinkedHashMap<>();

    /**
     * @param sourceDirectory where packages and imports begin; without one, each file's own directory
     * @param diagnostics where text that cannot be decoded is reported
     */
    SourceReader(Optional<Path> sourceDirectory, Diagnostics diagnostics) {
        this.sourceDirectory = sourceDirectory.map(SourceReader::normalized);
        this.diagnostics = diagnostics;
    }

    /** The files, each once even if it is named twice. */
    List<SourceFile> files(List<Path> files) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (Path file : files) {
            Path place = normalized(file);
            if (!read.containsKey(place)) {
                read(root(file), place, file).ifPresent(sources::add);
            }
        }
        return sources;
    }

    /** What comes in at the standard input, as a file named {@code -} that imports nothing. */
    List<SourceFile> standardInput() throws IOException {
        byte[] bytes = System.in.readNBytes(MOST_BYTES);
        return SourceFile.decode("-", "", bytes, StandardCharsets.UTF_8, diagnostics).stream()
                .toList();
    }

    /** The files that these import, and those that these import in turn; what is not there is left to the check. */
    List<SourceFile> imported(List<SourceFile> sources) throws IOException {
        List<SourceFile> found = new ArrayList<>();
        Deque<SourceFile> open = new ArrayDeque<>(sources);
        while (!open.isEmpty()) {
            SourceFile file = open.remove();
            for (String place : imports(file)) {
                Path root = Path.of(file.root());
                Path path = root.resolve(ImportPath.shown(place));
                if (!read.containsKey(path) && isBelow(root, path)) {
                    Optional<SourceFile> next = read(root, path, shown(file, path));
                    next.ifPresent(found::add);
                    next.ifPresent(open::add);
                }
            }
        }
        return found;
    }

    private static List<String> imports(SourceFile file) {
        return Parser.parse(file, new Diagnostics()).stream()
                .flatMap(unit -> unit.imports().stream())
                .flatMap(declared -> ImportPath.resolve(file, declared.path().value()).stream())
                .toList();
    }

    /** Whether it is a file that no link leads out of the source directory. */
    private static boolean isBelow(Path root, Path path) throws IOException {
        return Files.isRegularFile(path) && path.toRealPath().startsWith(root.toRealPath());
    }

    /** The path in the form in which the importing file's is shown. */
    private static Path shown(SourceFile importing, Path path) {
        return Path.of(importing.path()).isAbsolute()
                ? path
                : normalized(Path.of("")).relativize(path);
    }

    private Path root(Path file) throws IOException {
        Path parent = normalized(file).getParent();
        Path root = sourceDirectory.orElse(parent);
        if (parent == null || root == null || !parent.startsWith(root)) {
            throw new IOException(file + " is not below the source directory " + root);
        }
        return root;
    }

    private Optional<SourceFile> read(Path root, Path place, Path file) throws IOException {
        String directory = slashes(root.relativize(place.resolveSibling("")));
        Optional<SourceFile> source = SourceFile.decode(
                root.toString(), slashes(file), directory, bytes(file), StandardCharsets.UTF_8, diagnostics);
        source.ifPresent(decoded -> read.put(place, decoded));
        return source;
    }

    private static byte[] bytes(Path file) throws IOException {
        boolean isThere = Files.exists(file);
        if (Files.isDirectory(file)) {
            throw new IOException("cannot read " + file + ": it is a directory");
        } else if (Files.isSymbolicLink(file) && !isThere) {
            throw new IOException("cannot read " + file + ": it is a link to " + Files.readSymbolicLink(file)
                    + ", which is not there");
        } else if (isThere && !Files.isRegularFile(file)) {
            throw new IOException("cannot read " + file + ": it is no regular file");
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read " + file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot read " + file + ": there is no permission to", e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String slashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static Path normalized(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
