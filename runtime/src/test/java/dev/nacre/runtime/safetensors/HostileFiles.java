package dev.nacre.runtime.safetensors;

import com.sun.management.ThreadMXBean;
import dev.nacre.runtime.LoadOptions;
import dev.nacre.runtime.ModelFormatException;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Specs;
import dev.nacre.runtime.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A campaign: weight files that are made or changed at random, each from its seed. Every one is loaded to valid parameters, or
 * refused with the one exception that is promised, and then nothing has changed; with no more memory than its size explains.
 */
final class HostileFiles {

    /** Of memory, for a file of no bytes, and for each byte of it. */
    private static final long MOST_FOR_NONE = 1 << 20;

    private static final long MOST_FOR_EACH = 200;
    private static final int LONGEST_MESSAGE = 10_000;
    private static final int REPORTED = 10_000;

    /** One in so many is a file of the disk; the others are read from memory, which is faster. */
    private static final int ON_DISK = 10;

    private final ModelSpec spec = Specs.scorer();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Path path;
    private final byte[] saved;
    private final byte[] mixed;
    private int loaded;
    private int refused;
    private long longest;
    private long mostMemory;

    private HostileFiles(Path path) throws IOException {
        this.path = path;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SafetensorsWriter(Parameters.initialized(spec, 1)).writeTo(bytes);
        this.saved = bytes.toByteArray();
        this.mixed = Bytes.of(
                        "{\"__metadata__\":{\"format\":\"pt\"},\"h\":{\"dtype\":\"F16\",\"shape\":[2,2],\"data_offsets\":[0,8]},"
                                + "\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]},"
                                + "\"e\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[16,16]},"
                                + "\"s\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[16,18]}}  ",
                        18)
                .content();
    }

    /**
     * What was seen.
     *
     * @param loaded how many files were loaded
     * @param refused how many were not
     * @param longestMillis the most time that one took
     * @param mostMemory the most bytes of memory that were allocated for one
     */
    record Result(int loaded, int refused, long longestMillis, long mostMemory) {}

    /** Tries files one after the other under the same path, which has the one that failed afterwards. */
    static Result run(Path path, long firstSeed, int count) throws IOException {
        HostileFiles campaign = new HostileFiles(path);
        for (int i = 0; i < count; i++) {
            byte[] file = campaign.file(new Random(firstSeed + i));
            boolean onDisk = i % ON_DISK == 0;
            try {
                campaign.check(file, onDisk);
            } catch (IOException | RuntimeException | Error e) {
                Files.write(path, file);
                throw new AssertionError("seed " + (firstSeed + i) + ", kept in " + path, e);
            }
            if ((i + 1) % REPORTED == 0 || i + 1 == count) {
                System.out.println(i + 1 + " files: " + campaign.result());
            }
        }
        Files.delete(path);
        return campaign.result();
    }

    private Result result() {
        return new Result(loaded, refused, TimeUnit.NANOSECONDS.toMillis(longest), mostMemory);
    }

    private byte[] file(Random random) {
        byte[] file =
                switch (random.nextInt(3)) {
                    case 0 -> saved;
                    case 1 -> mixed;
                    default -> HeaderMutations.file(spec, random);
                };
        boolean made = file != saved && file != mixed;
        return made && random.nextInt(4) != 0 ? file : ByteMutations.mutate(file, random);
    }

    private void check(byte[] file, boolean onDisk) throws IOException {
        if (onDisk) {
            Files.write(path, file);
        }
        Parameters parameters = Parameters.initialized(spec, 2);
        float[] before = parameters.values().clone();
        long version = parameters.version();
        long memory = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        boolean fits = isLoaded(parameters, file, onDisk);
        longest = Math.max(longest, System.nanoTime() - start);
        memory = threads.getCurrentThreadAllocatedBytes() - memory;
        mostMemory = Math.max(mostMemory, memory);
        require(memory <= MOST_FOR_NONE + MOST_FOR_EACH * file.length, "memory: " + memory + " for " + file.length);
        if (fits) {
            loaded++;
            assertValid(parameters);
        } else {
            refused++;
            require(Arrays.equals(before, parameters.values()) && version == parameters.version(), "half changed");
        }
    }

    private boolean isLoaded(Parameters parameters, byte[] content, boolean onDisk) throws IOException {
        try (SafetensorsFile file = open(content, onDisk)) {
            for (String name : file.names()) {
                read(file, name);
            }
            SafetensorsReader.read(file, parameters, LoadOptions.defaults());
            return true;
        } catch (ModelFormatException e) {
            assertProper(e);
            return false;
        }
    }

    private SafetensorsFile open(byte[] content, boolean onDisk) throws IOException {
        return onDisk ? SafetensorsFile.open(path) : new Bytes(path.toString(), content).open();
    }

    private void read(SafetensorsFile file, String name) throws IOException {
        try {
            if (file.dtype(name).equals("I32")) {
                file.ints(name);
            } else {
                file.floats(name);
            }
        } catch (ModelFormatException e) {
            assertProper(e);
        }
    }

    private void assertProper(ModelFormatException e) {
        String message = String.valueOf(e.getMessage());
        require(message.startsWith(path.toString()), message);
        require(message.length() < LONGEST_MESSAGE, "a message of " + message.length());
    }

    /** The padding between parameters is zero, as kernels expect. */
    private void assertValid(Parameters parameters) {
        Parameters again = Parameters.zeros(spec);
        for (Tensor tensor : parameters) {
            again.get(tensor.name()).copyFrom(tensor.toArray());
        }
        require(Arrays.equals(again.values(), parameters.values()), "the padding is not zero");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }

    /** The number of files, and the first one's seed. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
        run(Files.createTempFile("hostile", ".safetensors"), seed, count);
    }
}
