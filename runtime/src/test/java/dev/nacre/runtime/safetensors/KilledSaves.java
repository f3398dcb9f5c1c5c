package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.Checkpoint;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A campaign: one or two processes that save to the same file are killed at random moments. The file is a whole set of weights
 * all the time, and after one more save it is alone in its folder.
 */
final class KilledSaves {

    private static final int LONGEST_MILLIS = 300;

    private final Path folder;
    private final Path target;
    private final Random random;
    private int leftovers;
    private int loads;

    private KilledSaves(Path folder, long seed) {
        this.folder = folder;
        this.target = folder.resolve("weights.safetensors");
        this.random = new Random(seed);
    }

    /**
     * What was seen.
     *
     * @param kills how many processes were killed
     * @param leftovers how many temporary files they left when nobody was saving
     * @param loads how often the file was loaded, most of the time while somebody was saving
     */
    record Result(int kills, int leftovers, int loads) {}

    /** Kills so many processes, which save to an empty folder. */
    static Result run(Path folder, int kills, long seed) throws IOException, InterruptedException, URISyntaxException {
        KilledSaves campaign = new KilledSaves(folder, seed);
        Checkpoint.save(SavingProcess.weights(-2), campaign.target);
        for (int killed = 0; killed < kills; ) {
            killed += campaign.round(Math.min(kills - killed, 1 + campaign.random.nextInt(2)));
        }
        Checkpoint.save(SavingProcess.weights(-3), campaign.target);
        List<Path> files = campaign.files();
        if (!files.equals(List.of(campaign.target))) {
            throw new AssertionError("after the last save there should be one file, not " + files);
        }
        return new Result(kills, campaign.leftovers, campaign.loads);
    }

    private int round(int processes) throws IOException, InterruptedException, URISyntaxException {
        FileTime before = Files.getLastModifiedTime(target);
        try (SavingProcess first = SavingProcess.start(target)) {
            if (processes == 2) {
                try (SavingProcess second = SavingProcess.start(target)) {
                    awaitSave(before);
                    load();
                    second.kill();
                }
            }
            awaitSave(before);
            load();
            first.kill();
        }
        SavingProcess.assertWhole(target);
        leftovers += files().size() - 1;
        return processes;
    }

    private void awaitSave(FileTime before) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (Files.getLastModifiedTime(target).equals(before)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nothing has been saved for a minute");
            }
            Thread.sleep(1);
        }
    }

    /** Loads the file for a random time. */
    private void load() throws IOException {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(random.nextInt(1000 * LONGEST_MILLIS));
        do {
            SavingProcess.assertWhole(target);
            loads++;
        } while (System.nanoTime() < end);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** The number of kills, and the seed. */
    public static void main(String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
        Path folder = Files.createTempDirectory("killed-saves");
        System.out.println(run(folder, kills, seed));
        Files.delete(folder.resolve("weights.safetensors"));
        Files.delete(folder);
    }
}
