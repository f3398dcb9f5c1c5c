package dev.nacre.maven;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** What is called like a {@code .nn} file, and is none: directories, links to nothing, pipes. */
final class OtherThings {

    private static final String SUFFIX = ".nn";

    private OtherThings() {}

    /** All below a directory, in an order that is the same on every machine. */
    static Set<Path> below(Path root) throws IOException {
        Set<Path> found = new TreeSet<>();
        Files.walkFileTree(
                root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                        return add(directory);
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        return attributes.isRegularFile() ? FileVisitResult.CONTINUE : add(file);
                    }

                    /** A directory that cannot be entered, or leads back to itself, is not searched. */
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }

                    private FileVisitResult add(Path path) {
                        if (!path.equals(root) && path.getFileName().toString().endsWith(SUFFIX)) {
                            found.add(path);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }

    /** What it is, as the end of a sentence. */
    static String kind(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return "is a directory, and no file";
        } else if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            return "is a link to " + Files.readSymbolicLink(path) + ", which is not there";
        }
        return "is no regular file";
    }
}
