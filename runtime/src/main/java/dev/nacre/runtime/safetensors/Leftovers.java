package dev.nacre.runtime.safetensors;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of {@linkplain TemporaryFile temporary files}, and what becomes of those whose process was killed. Whoever writes
 * one has it locked, so that nobody's live file is removed, whatever process, container or machine it is of.
 */
final class Leftovers {

    /**
     * This process. It never opens a file of its own a second time: on POSIX systems closing that one would end the lock.
     * The time tells it from one that had the number before, as in a container that is started again.
     */
    private static final String PROCESS =
            Long.toHexString(ProcessHandle.current().pid())
                    + "-"
                    + Long.toHexString(ProcessHandle.current()
                            .info()
                            .startInstant()
                            .map(Instant::toEpochMilli)
                            .orElse(0L));

    private static final Pattern REST = Pattern.compile("([0-9a-f]+-[0-9a-f]+)-[0-9a-f]+\\.tmp");

    private Leftovers() {}

    /** A name beside a target that no other file has. */
    static Path newName(Path target) {
        String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return target.resolveSibling(prefix(target) + PROCESS + "-" + number + ".tmp");
    }

    /** Tells a folder's targets apart, and is short for a name of any length. */
    private static String prefix(Path target) {
        return ".nacre-" + Integer.toHexString(target.getFileName().toString().hashCode()) + "-";
    }

    /** Locks no byte of the content: where locks are mandatory, they would keep readers from it. */
    static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    }

    /** Removes what killed processes left of attempts to write a target, as far as that is possible. */
    static void remove(Path target) {
        for (Path file : files(target)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = tryLock(channel)) {
                if (lock != null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | OverlappingFileLockException | UnsupportedOperationException stays) {
                // It is gone already, or belongs to somebody else.
            }
        }
    }

    private static List<Path> files(Path target) {
        String prefix = prefix(target);
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> siblings =
                Files.newDirectoryStream(SaveTarget.folder(target), file -> isOthers(file, prefix))) {
            siblings.forEach(files::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            // Saving does not need to list the folder.
        }
        return files;
    }

    private static boolean isOthers(Path file, String prefix) {
        String name = file.getFileName().toString();
        if (!name.startsWith(prefix)) {
            return false;
        }
        var rest = REST.matcher(name.substring(prefix.length()));
        return rest.matches() && !rest.group(1).equals(PROCESS) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
