package dev.nacre.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.LinearModel;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.generated.BlockInference;
import dev.nacre.runtime.generated.SessionScratch;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.loss.ValueLoss;
import dev.nacre.runtime.training.optim.Optimizers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, trainings and trainers belong to one thread at a time, and say so to a second one. */
@Timeout(120)
final class OneThreadTest {

    private static final int SMALL = 10;
    private static final int LARGE = 100_000;

    private static final class Session extends BlockInference {

        Session(int size) {
            super("Net", size, 1, size);
        }

        float[] one(Runnable inside) {
            SessionScratch scratch = enterForOne();
            try {
                inside.run();
                return scratch.one();
            } finally {
                scratch.leave();
            }
        }

        float[] batch(Runnable inside) {
            SessionScratch scratch = enter();
            try {
                inside.run();
                return arena(scratch);
            } finally {
                scratch.leave();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aSecondThreadInASessionIsToldOfTheFirst(int size) {
        Session session = new Session(size);
        session.one(() -> assertRefused("A session of Net", "newSession()", () -> session.one(() -> {})));
        session.one(() -> assertRefused("A session of Net", "newSession()", () -> session.batch(() -> {})));
        session.batch(() -> assertRefused("A session of Net", "newSession()", () -> session.one(() -> {})));
        session.batch(() -> assertRefused("A session of Net", "newSession()", () -> session.batch(() -> {})));
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aSessionMayBeHandedOnEvenAfterAFailure(int size) {
        Session session = new Session(size);
        assertThrows(
                ArithmeticException.class,
                () -> session.one(() -> {
                    throw new ArithmeticException();
                }));
        inAnother(() -> session.batch(() -> {}));
        session.one(() -> {});
        inAnother(() -> session.one(() -> {}));
        session.batch(() -> {});
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aThreadKeepsItsScratchSpace(int size) {
        Session session = new Session(size);
        float[] one = session.one(() -> {});
        float[] arena = session.batch(() -> {});
        assertEquals(size, one.length);
        assertTrue(one == session.one(() -> {}) && arena == session.batch(() -> {}));
    }

    @Test
    void aSmallScratchSpaceIsNeverAnotherThreads() {
        Session session = new Session(SMALL);
        float[] mine = session.one(() -> {});
        float[][] others = new float[1][];
        inAnother(() -> others[0] = session.one(() -> {}));
        assertTrue(mine != others[0]);
        assertTrue(others[0] != session.one(() -> {}));
    }

    @Test
    void aSecondThreadInATrainerIsToldOfTheFirst() {
        LinearModel model = LinearModel.create(2, 1, 1);
        Trainer other = trainer(model);
        Trainer[] trainer = new Trainer[1];
        float[] xs = {1, 2};
        float[] ys = {3};
        trainer[0] = Trainer.of(model)
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.01))
                .listener(epoch -> {
                    Executable step = () -> trainer[0].step(xs, ys, 1);
                    assertRefused("Training Linear", "model.copy()", step);
                    Executable fit = () -> trainer[0].fit(Dataset.of(xs, ys));
                    assertRefused("Training Linear", "model.copy()", fit);
                    Executable another = () -> other.step(xs, ys, 1);
                    assertRefused("Training Linear", "model.copy()", another);
                    inAnother(() -> trainer(model.copy()).step(xs, ys, 1));
                    return TrainingListener.Decision.CONTINUE;
                })
                .build();
        trainer[0].fit(Dataset.of(xs, ys));
    }

    @Test
    void aTrainerMayBeHandedOn() {
        float[] xs = {1, 2};
        float[] ys = {3};
        Trainer one = trainer(LinearModel.create(2, 1, 1));
        Trainer two = trainer(LinearModel.create(2, 1, 1));
        for (int i = 0; i < 5; i++) {
            float expected = one.step(xs, ys, 1);
            inAnother(() -> assertEquals(expected, two.step(xs, ys, 1)));
        }
    }

    @Test
    void aListenerMayTakeStepsButNotFit() {
        float[] xs = {1, 2};
        float[] ys = {3};
        Trainer[] trainer = new Trainer[1];
        trainer[0] = Trainer.of(LinearModel.create(2, 1, 1))
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.01))
                .listener(epoch -> {
                    trainer[0].step(xs, ys, 1);
                    IllegalStateException thrown =
                            assertThrows(IllegalStateException.class, () -> trainer[0].fit(Dataset.of(xs, ys)));
                    assertTrue(String.valueOf(thrown.getMessage()).contains("by a listener"), thrown::toString);
                    return TrainingListener.Decision.CONTINUE;
                })
                .build();
        assertEquals(1, trainer[0].fit(Dataset.of(xs, ys)).last().number());
        assertEquals(2, trainer[0].fit(Dataset.of(xs, ys)).last().number());
    }

    @Test
    void aLossThatCallsItsTrainerIsRefused() {
        float[] xs = {1, 2};
        float[] ys = {3};
        Trainer[] trainer = new Trainer[1];
        ValueLoss loss = (outputs, targets, gradient, n, width) -> trainer[0].step(xs, ys, 1);
        trainer[0] = Trainer.of(LinearModel.create(2, 1, 1))
                .loss(loss)
                .optimizer(Optimizers.sgd(0.01))
                .build();
        assertThrows(IllegalStateException.class, () -> trainer[0].step(xs, ys, 1));
    }

    private static Trainer trainer(Model model) {
        return Trainer.of(model)
                .loss(Losses.mse())
                .optimizer(Optimizers.adam(0.01))
                .build();
    }

    /** Calls from a thread named "second" what the calling thread is inside of. */
    static void assertRefused(String owner, String remedy, Executable call) {
        inAnother(() -> {
            Thread.currentThread().setName("second");
            IllegalStateException thrown = assertThrows(IllegalStateException.class, call);
            assertEquals(
                    owner + " belongs to one thread at a time: thread \"second\" came in while thread \"" + FIRST.get()
                            + "\" was inside; give each thread one of its own with " + remedy,
                    thrown.getMessage());
        });
    }

    private static final InheritableThreadLocal<String> FIRST = new InheritableThreadLocal<>();

    static void inAnother(Executable call) {
        FIRST.set(Thread.currentThread().getName());
        FutureTask<Void> task = new FutureTask<>(() -> {
            try {
                call.execute();
            } catch (Throwable e) {
                throw new ExecutionException(e);
            }
            return null;
        });
        Thread thread = new Thread(task);
        thread.start();
        try {
            task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
