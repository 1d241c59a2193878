package io.millrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.feed.CancelledRankException;
import io.millrace.feed.LostPeerException;
import io.millrace.random.Draw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RingAllReduceTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  @ParameterizedTest
  @CsvSource({"1, 10", "2, 10", "3, 10", "4, 10", "4, 3", "4, 0", "3, 1", "2, 300000", "4, 100001"})
  void sumsAreThoseOfAllRanksAndTheSameBitsOnEach(int world, int length) throws Exception {
    List<float[]> sums =
        LocalRanks.of(world)
            .each(
                rank -> {
                  float[] values = values(rank.rank(), length);
                  try (RingAllReduce ring = RingAllReduce.open(rank)) {
                    ring.sum(values);
                    ring.sum(new float[3]); // a ring is used again, with other lengths too
                  }
                  return values;
                });

    double[] expected = new double[length];
    for (int rank = 0; rank < world; rank++) {
      float[] values = values(rank, length);
      for (int i = 0; i < length; i++) {
        expected[i] += values[i];
      }
    }

    for (int i = 0; i < length; i++) {
      assertThat((double) sums.get(0)[i]).isCloseTo(expected[i], within(1e-6));
    }
    assertThat(sums).allSatisfy(sum -> assertThat(sum).containsExactly(sums.get(0)));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private static float[] values(int rank, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) new Draw(rank).uniform(i);
    }

    return values;
  }

  @Test
  void sameVectorsAlwaysGiveTheSameBits() throws Exception {
    assertThat(sumOfThree()).containsExactly(sumOfThree());
  }

  private static float[] sumOfThree() throws Exception {
    return LocalRanks.of(3)
        .each(
            rank -> {
              float[] values = values(rank.rank(), 1000);
              try (RingAllReduce ring = RingAllReduce.open(rank)) {
                ring.sum(values);
              }
              return values;
            })
        .get(0);
  }

  @Test
  void rankThatLeavesIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                LocalRanks.of(2)
                    .each(
                        rank -> {
                          try (RingAllReduce ring = RingAllReduce.open(rank)) {
                            if (rank.rank() == 0) {
                              ring.sum(new float[100]);
                            }
                          }
                          return 0;
                        }))
        .isInstanceOf(LostPeerException.class)
        .hasMessageMatching(
            "Cannot reach rank 1 \\(127\\.0\\.0\\.1:\\d+\\): it has closed its connection");
  }

  @Test
  void rankThatIsSilentIsNamedAfterTheLimit() {
    CountDownLatch given = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                LocalRanks.of(2)
                    .each(
                        rank -> {
                          try (RingAllReduce ring = RingAllReduce.open(rank, SOON)) {
                            if (rank.rank() == 1) {
                              given.await();
                              return 0;
                            }
                            ring.sum(new float[4_000_000]);
                          } finally {
                            given.countDown();
                          }
                          return 0;
                        }))
        .isInstanceOf(LostPeerException.class)
        .hasMessageContaining("Cannot reach rank 1 (127.0.0.1:")
        .hasMessageContaining("has sent nothing for PT2S");
  }

  @Test
  void rankThatNeverConnectsIsNamedAfterTheLimit() {
    assertThatThrownBy(
            () ->
                LocalRanks.of(2)
                    .each(
                        rank -> {
                          if (rank.rank() == 0) {
                            RingAllReduce.open(rank, SOON).close();
                          }
                          return 0;
                        }))
        .isInstanceOf(LostPeerException.class)
        .hasMessageContaining("Cannot reach rank 1")
        .hasMessageContaining("has not connected for PT2S");
  }

  @Test
  void rankWhoseListenerIsGoneIsNamed() {
    assertThatThrownBy(
            () ->
                LocalRanks.of(2)
                    .each(
                        rank -> {
                          if (rank.rank() == 0) {
                            Thread.sleep(200);
                            RingAllReduce.open(rank, SOON).close();
                          }
                          rank.listener().close();
                          return 0;
                        }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot reach rank 1");
  }

  @Test
  void rankOfAnOldGenerationIsRefused() {
    assertThatThrownBy(
            () ->
                LocalRanks.of(2)
                    .each(
                        rank -> {
                          RingAllReduce.open(rank.ofGeneration(rank.rank()), SOON).close();
                          return 0;
                        }))
        .isInstanceOf(LostPeerException.class)
        .hasMessageContaining("Cannot reach rank 1");
  }

  @Test
  void strangersAreShutOut() throws Exception {
    List<Float> sums =
        LocalRanks.of(2)
            .each(
                rank -> {
                  int port = rank.listener().getLocalPort();
                  float[] values = {1};
                  try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    stranger.getOutputStream().write(new byte[64]);
                    try (RingAllReduce ring = RingAllReduce.open(rank)) {
                      ring.sum(values);
                    }
                  }
                  return values[0];
                });

    assertThat(sums).containsExactly(2f, 2f);
  }

  @Test
  void rankThatMustStopDoesNotWait() {
    assertThatThrownBy(
            () ->
                LocalRanks.of(2)
                    .each(
                        rank -> {
                          if (rank.rank() == 0) {
                            RingAllReduce.open(rank.stopped()).close();
                          }
                          return 0;
                        }))
        .isInstanceOf(CancelledRankException.class)
        .hasMessage("Rank 0 was told to stop");
  }

  @Test
  void callsThatDoNotMatchAreOurFault() {
    assertThatThrownBy(
            () ->
                LocalRanks.of(2)
                    .each(
                        rank -> {
                          try (RingAllReduce ring = RingAllReduce.open(rank)) {
                            ring.sum(new float[10 + rank.rank()]);
                          }
                          return 0;
                        }))
        .hasMessageMatching("(?s)Cannot (sum over ranks|reach rank).*");
  }
}
