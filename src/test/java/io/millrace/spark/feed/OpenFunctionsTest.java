package io.millrace.spark.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenFunctionsTest {
  private static final OpenFunctions.Key FIRST = new OpenFunctions.Key("first", Device.CPU);

  private final Deque<Runnable> idle = new ArrayDeque<>();
  private final OpenFunctions functions = new OpenFunctions(idle::add);
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private final class Counted implements BatchFunction.Opened {
    @Override
    public NamedValues apply(FeedBatch batch) {
      return NamedValues.of("x", List.of());
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private BatchFunction.Opened open() {
    opened.incrementAndGet();
    return new Counted();
  }

  private void timePasses() {
    while (!idle.isEmpty()) {
      idle.remove().run();
    }
  }

  @Test
  void sharesOneFunctionUntilItHasBeenIdleForAWhile() throws Exception {
    OpenFunctions.Lease one = functions.lease(FIRST, this::open);
    OpenFunctions.Lease two = functions.lease(FIRST, this::open);
    assertThat(two.function()).isSameAs(one.function());
    one.close();
    one.close();
    timePasses();
    assertThat(closed).hasValue(0);

    two.close();
    assertThat(closed).hasValue(0);
    timePasses();
    assertThat(closed).hasValue(1);
    assertThat(opened).hasValue(1);

    functions.lease(FIRST, this::open).close();
    assertThat(opened).as("a call that goes on opens it again").hasValue(2);
  }

  @Test
  void keepsAFunctionThatWasUsedAgainMeanwhile() throws Exception {
    functions.lease(FIRST, this::open).close();
    functions.lease(FIRST, this::open).close();
    assertThat(idle).hasSize(2);
    idle.remove().run();
    assertThat(closed).as("its clock began anew").hasValue(0);
    idle.remove().run();
    assertThat(closed).hasValue(1);
    assertThat(opened).hasValue(1);
  }

  @Test
  void opensOneForEachCallAndDevice() throws Exception {
    OpenFunctions.Lease one = functions.lease(FIRST, this::open);
    OpenFunctions.Lease other =
        functions.lease(new OpenFunctions.Key("second", Device.CPU), this::open);
    OpenFunctions.Lease gpu =
        functions.lease(new OpenFunctions.Key("first", Device.gpu(1)), this::open);
    assertThat(List.of(one.function(), other.function(), gpu.function())).doesNotHaveDuplicates();
    assertThat(opened).hasValue(3);
  }

  @Test
  void triesAgainAfterAFailureToOpen() throws Exception {
    assertThatThrownBy(
            () ->
                functions.lease(
                    FIRST,
                    () -> {
                      throw new IOException("no such file");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no such file");
    functions.lease(FIRST, this::open).close();
    timePasses();
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void letsManyTasksWaitForTheOneThatOpensIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    ExecutorService tasks = Executors.newFixedThreadPool(4);
    try {
      List<Future<BatchFunction.Opened>> results = new ArrayList<>();
      for (int task = 0; task < 4; task++) {
        results.add(
            tasks.submit(
                () ->
                    functions
                        .lease(
                            FIRST,
                            () -> {
                              begun.countDown();
                              mayEnd.await();
                              return open();
                            })
                        .function()));
      }

      begun.await();
      mayEnd.countDown();
      BatchFunction.Opened first = results.get(0).get();
      for (Future<BatchFunction.Opened> result : results) {
        assertThat(result.get()).isSameAs(first);
      }
      assertThat(opened).hasValue(1);
    } finally {
      tasks.shutdownNow();
    }
  }

  @Test
  void closesAtTheEndWhatNobodyUses() throws Exception {
    functions.lease(FIRST, this::open).close();
    OpenFunctions.Lease busy =
        functions.lease(new OpenFunctions.Key("second", Device.CPU), this::open);
    functions.closeIdle();
    assertThat(closed).as("the one in use is left alone").hasValue(1);
    busy.close();
    timePasses();
    assertThat(closed).hasValue(2);
  }
}
