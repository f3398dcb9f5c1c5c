package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.TestJvm;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What killed processes left is removed, and nothing else. */
@Timeout(120)
final class LeftoversTest {

    @TempDir
    Path directory;

    private final String own = String.valueOf(Leftovers.newName(Path.of("f")).getFileName());

    /** As this process would name it, and as another would. */
    private String others() {
        return own.replaceFirst("-([0-9a-f]+)-([0-9a-f]+)-([0-9a-f]+)\\.tmp", "-1-$2-$3.tmp");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void save() throws IOException {
        AtomicFile.write(directory.resolve("f"), 3, out -> out.write(new byte[3]));
    }

    @Test
    void whatNobodyHasLockedIsRemoved() throws IOException {
        Files.writeString(directory.resolve(others()), "left");
        save();
        assertEquals(List.of("f"), files());
    }

    @Test
    void otherNamesAndWhatIsNoFileStay() throws IOException {
        List<String> names = List.of(
                own,
                others() + "~",
                "x" + others(),
                others().replace(".tmp", ".bak"),
                others().replace(".nacre-", ".nacre-0"),
                others().replaceFirst("-1-", "-g-"),
                ".nacre-0123456789abcdef.tmp",
                "f.tmp");
        for (String name : names) {
            Files.writeString(directory.resolve(name), "not a leftover");
        }
        Path folder = Files.createDirectory(directory.resolve(others().replace("-1-", "-2-")));
        save();
        for (String name : names) {
            assertEquals("not a leftover", Files.readString(directory.resolve(name)));
        }
        assertTrue(Files.isDirectory(folder));
        assertEquals(names.size() + 2, files().size());
    }

    @Test
    void whatALiveProcessIsWritingStays() throws Exception {
        Path file = directory.resolve(others());
        Path ready = directory.resolve("ready");
        Process holder = TestJvm.start(LockHolder.class, file.toString(), ready.toString());
        try {
            while (Files.notExists(ready)) {
                assertTrue(holder.isAlive());
                Thread.sleep(5);
            }
            Files.delete(ready);
            save();
            assertEquals(List.of(others(), "f"), files());
        } finally {
            holder.destroyForcibly();
        }
        assertTrue(holder.waitFor(1, TimeUnit.MINUTES));
        save();
        assertEquals(List.of("f"), files());
    }

    /** Locks a file as one that is being written, and says so with another file. */
    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] arguments) throws Exception {
            try (FileOutputStream file = new FileOutputStream(arguments[0]);
                    FileLock lock = Leftovers.tryLock(file.getChannel())) {
                Files.writeString(Path.of(arguments[1]), String.valueOf(lock));
                Thread.sleep(TimeUnit.MINUTES.toMillis(2));
            }
        }
    }

    @Test
    void whereverProcessesAreKilledTheFileIsWholeAndAloneInTheEnd() throws Exception {
        KilledSaves.Result seen = KilledSaves.run(directory, 4, 1);
        assertTrue(seen.loads() >= 4);
    }
}
