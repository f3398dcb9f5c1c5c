package dev.nacre.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.runtime.LinearModel;
import dev.nacre.runtime.random.CounterRandom;
import dev.nacre.runtime.training.loss.Loss;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizer;
import dev.nacre.runtime.training.optim.Optimizers;
import dev.nacre.runtime.training.optim.Schedules;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A hundred steps end in the same bits on every machine and JDK; the digests here were taken on one of them. */
class TrainingBitsTest {

    @Test
    void optimizersHaveTheBitsTheyAlwaysHad() {
        assertEquals(
                "43c6e8a0",
                digest(
                        Losses.crossEntropy(0.1),
                        Optimizers.sgd(0.1).momentum(0.9).nesterov(true)));
        assertEquals("4518a5a5", digest(Losses.crossEntropy(), Optimizers.adam(0.01)));
        assertEquals("e10c785b", digest(Losses.crossEntropy(), Optimizers.adamw(0.01)));
        assertEquals("a53e24b5", digest(Losses.crossEntropy(), Optimizers.rmsprop()));
        assertEquals(
                "87544a04", digest(Losses.crossEntropy(), Optimizers.rmsprop().centered(true)));
        assertEquals("a45bb93a", digest(Losses.crossEntropy(), Optimizers.adagrad()));
    }

    @Test
    void lossesHaveTheBitsTheyAlwaysHad() {
        assertEquals("7911a8ee", digest(Losses.mse(), Optimizers.sgd(0.1)));
        assertEquals("ecd702af", digest(Losses.huber(0.5), Optimizers.sgd(0.1)));
        assertEquals("ec69f25e", digest(Losses.bceWithLogits(), Optimizers.sgd(0.1)));
        assertEquals("9ce37ea", digest(Losses.klDiv(), Optimizers.sgd(0.1)));
    }

    private static String digest(Loss loss, Optimizer optimizer) {
        LinearModel model = LinearModel.create(5, 3, 42);
        float[] xs = new float[20 * 5];
        float[] targets = new float[20 * 3];
        int key = CounterRandom.key(1, 2, 3, 4);
        CounterRandom.uniform(xs, 0, xs.length, key);
        CounterRandom.uniform(targets, 0, targets.length, key + 1);
        Trainer.of(model)
                .loss(loss)
                .optimizer(optimizer)
                .schedule(Schedules.oneCycle(0.05, 100))
                .clipNorm(0.5)
                .batchSize(6)
                .epochs(25)
                .build()
                .fit(Dataset.of(xs, targets));
        ByteBuffer bytes = ByteBuffer.allocate(4 * model.parameters().values().length);
        bytes.asFloatBuffer().put(model.parameters().values());
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }
}
