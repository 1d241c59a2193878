package io.millrace.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.Field;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final int FILES = 100;
  private static final int SIZE = 10;

  private static List<Member> members() {
    return IntStream.range(0, FILES).mapToObj(i -> Members.train("f" + i, SIZE)).toList();
  }

  private static Fetched read(Member member) {
    return new Fetched(member)
        .with(Field.IMAGE, () -> member.id().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void givesFilesInOrderWhoeverReadThem() throws IOException {
    List<Member> members = members();
    try (ReadAhead files =
        new ReadAhead(
            members.iterator(), ReadAheadTest::read, new ReadAhead.Bounds(7, 20 * SIZE))) {
      for (Member member : members) {
        Fetched next = files.take();
        assertThat(next.member()).isEqualTo(member);
        assertThat(next.bytes(Field.IMAGE)).asString().isEqualTo(member.id());
        assertThatIOException()
            .isThrownBy(() -> next.bytes(Field.MASK))
            .withMessage("it has no MASK");
      }
    }
  }

  @Test
  void keepsTwelveRequestsInFlight() {
    int requests = 12;
    CountDownLatch together = new CountDownLatch(requests);
    Fetch slow =
        member -> {
          together.countDown();
          try {
            assertThat(together.await(1, TimeUnit.MINUTES)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return read(member);
        };
    try (ReadAhead files =
        new ReadAhead(members().iterator(), slow, new ReadAhead.Bounds(requests, 1 << 20))) {
      assertThat(files.take().member().id()).isEqualTo("f0");
    }
  }

  @Test
  void holdsNoMoreBytesThanItMay() {
    AtomicLong taken = new AtomicLong();
    AtomicInteger begun = new AtomicInteger();
    AtomicLong most = new AtomicLong();
    Fetch counting =
        member -> {
          most.accumulateAndGet(SIZE * (begun.incrementAndGet() - taken.get()), Math::max);
          return read(member);
        };
    try (ReadAhead files =
        new ReadAhead(members().iterator(), counting, new ReadAhead.Bounds(3, 5 * SIZE))) {
      for (int i = 0; i < FILES; i++) {
        files.take();
        taken.incrementAndGet();
      }
    }

    // five that wait or are read, and the one that was just taken
    assertThat(most.get()).isBetween(2L * SIZE, 6L * SIZE);
  }

  @Test
  void readsAFileThatIsLargerThanItsBound() {
    try (ReadAhead files =
        new ReadAhead(
            members().iterator(), ReadAheadTest::read, new ReadAhead.Bounds(2, SIZE / 2))) {
      assertThat(files.take().member().id()).isEqualTo("f0");
      assertThat(files.take().member().id()).isEqualTo("f1");
    }
  }

  @Test
  void passesFailuresOnAsTheyWere() {
    Fetch broken =
        member -> {
          throw new IllegalStateException("broken");
        };
    try (ReadAhead files =
        new ReadAhead(members().iterator(), broken, new ReadAhead.Bounds(2, 1 << 20))) {
      assertThatThrownBy(files::take)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("broken");
    }
  }
}
