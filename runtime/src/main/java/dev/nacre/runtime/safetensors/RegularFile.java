package dev.nacre.runtime.safetensors;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Opens what is a file, directly or at the end of symbolic links; says of anything else what it is instead of waiting for it. */
final class RegularFile {

    private RegularFile() {}

    /**
     * The open file.
     *
     * @throws IOException that names the file as the caller did
     */
    static ByteSource open(Path file) throws IOException {
        String name = file.toString();
        check(file);
        if (file.getFileSystem() != FileSystems.getDefault()) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return new ByteSource.OfChannel(name, channel, channel.size());
        }
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r");
        try {
            return new ByteSource.OfFile(name, opened, opened.length());
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    private static void check(Path file) throws IOException {
        String name = file.toString();
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(name, null, whyMissing(file));
        }
        if (attributes.isDirectory()) {
            throw new FileSystemException(name, null, "expected a file, found a folder; name a file in it");
        }
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(
                    name,
                    null,
                    "expected a file, found a pipe or a device, which can be read but once; make a file of it");
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(name, null, "this process may not read it; change its permissions");
        }
    }

    private static String whyMissing(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "links to " + Files.readSymbolicLink(file) + ", which does not exist";
        }
        Path folder = SaveTarget.folder(file);
        String what = Files.notExists(folder) ? "the folder " + folder + " does not exist" : "there is no such file";
        return file.isAbsolute() ? what : what + " in " + Path.of("").toAbsolutePath();
    }
}
