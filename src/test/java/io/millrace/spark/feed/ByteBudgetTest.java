package io.millrace.spark.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.spark.feed.ByteBudget.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100 << 20);
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  /** A task that reserves, says so, and gives back when it is told. */
  private Thread task(String name, long mebibytes) {
    Thread task =
        new Thread(
            () -> {
              try (Reservation held = budget.reserve(mebibytes << 20)) {
                assertThat(held).isNotNull();
                events.add(name + " of " + (budget.held() >> 20));
                Thread.sleep(Long.MAX_VALUE);
              } catch (InterruptedException e) {
                events.add(name + " ended");
              } catch (TaskKilledException e) {
                events.add(name + " killed");
              }
            });
    task.setDaemon(true);
    task.start();
    return task;
  }

  private static void awaitWaiting(Thread task) throws InterruptedException {
    while (task.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
  }

  private void end(Thread task) throws InterruptedException {
    task.interrupt();
    task.join();
  }

  @Test
  void letsATaskWaitUntilThereIsRoom() throws InterruptedException {
    Thread first = task("first", 60);
    assertThat(events.take()).isEqualTo("first of 60");
    Thread second = task("second", 50);
    awaitWaiting(second);
    Thread third = task("third", 10);
    awaitWaiting(third);
    assertThat(events).as("the third waits its turn").isEmpty();

    end(first);
    List<String> seen = new ArrayList<>(List.of(events.take(), events.take(), events.take()));
    assertThat(seen).contains("first ended").filteredOn(e -> e.startsWith("second")).hasSize(1);
    assertThat(budget.held()).isEqualTo(60L << 20);
    end(second);
    end(third);
    assertThat(budget.held()).isZero();
  }

  @Test
  void givesOneAloneWhatItAsksFor() {
    Reservation held = budget.reserve(500L << 20);
    assertThat(budget.held()).isEqualTo(500L << 20);
    held.close();
    held.close();
    assertThat(budget.held()).isZero();
  }

  @Test
  void neverLetsATaskWaitForItself() {
    try (Reservation one = budget.reserve(90 << 20);
        Reservation two = budget.reserve(90 << 20)) {
      assertThat(budget.held()).isEqualTo(180L << 20);
      assertThat(one).isNotSameAs(two);
    }
  }

  @Test
  void endsTheWaitOfATaskThatIsKilled() throws InterruptedException {
    Thread first = task("first", 100);
    events.take();
    Thread second = task("second", 1);
    awaitWaiting(second);
    end(second);
    assertThat(events.take()).isEqualTo("second killed");
    end(first);
  }

  @Test
  void saysToARankHowMuchIsMissing() throws InterruptedException {
    Thread first = task("first", 60);
    events.take();
    assertThatThrownBy(() -> budget.reserveNow(50 << 20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot reserve 50 MiB for batches: 60 of 100 MiB are taken by other tasks of this executor (raise spark.millrace.memory or the executor's memory, or give smaller batches)");
    try (Reservation room = budget.reserveNow(40 << 20)) {
      assertThat(budget.held()).isEqualTo(budget.total());
      assertThat(room).isNotNull();
    }
    end(first);
  }

  @Test
  void knowsWhatTheJvmAllows() {
    assertThat(DirectMemory.allowed()).isPositive();
    assertThat(DirectMemory.used()).isNotNegative();
  }
}
