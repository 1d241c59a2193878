package io.millrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoencoderTest {
  private static final Autoencoder.Model MODEL = new Autoencoder.Model(16, 4, 1);

  private static Autoencoder epochs(int epochs) {
    return new Autoencoder(MODEL, new Autoencoder.Schedule(epochs, 3e-3, 0, 0));
  }

  private static Autoencoder stopping(int epochs, long after) {
    return new Autoencoder(MODEL, new Autoencoder.Schedule(epochs, 3e-3, 1, after));
  }

  private static LocalRanks.Data data(int globalBatch, BitSet broken) {
    return new LocalRanks.Data(
        new Pictures("train", 24, 0, 16), new Pictures("test", 6, 6, 16), globalBatch, broken);
  }

  private static float[] weights(LocalRanks ranks) throws IOException {
    return TrainingState.read(ranks.restored().orElseThrow(), MODEL.net().weights().length())
        .weights();
  }

  @Test
  void findsSpotsThatItHasNotSeen() throws Exception {
    LocalRanks ranks = LocalRanks.of(2, data(8, new BitSet()));

    List<AutoencoderResult> results = ranks.run(epochs(60));

    EvaluationLedger all =
        EvaluationLedger.merge(results.stream().map(AutoencoderResult::ledger).toList());
    assertThat(all.auroc(12).value()).isGreaterThan(0.9);
    assertThat(results)
        .allSatisfy(result -> assertThat(result.aliveArrays()).isZero())
        .allSatisfy(result -> assertThat(result.training().globalStep()).isEqualTo(180));
    PixelCounts pixels = results.get(0).pixels();
    pixels.merge(results.get(1).pixels());
    assertThat(pixels.auroc().value()).isGreaterThan(0.9);
    assertThat(pixels.auroc().pixels()).isEqualTo(12 * 16 * 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void ranksMakeTheStepsOfOne(int world) throws Exception {
    LocalRanks alone = LocalRanks.of(1, data(8, new BitSet()));
    LocalRanks ranks = LocalRanks.of(world, data(8, new BitSet()));
    alone.run(epochs(10));

    List<AutoencoderResult> results = ranks.run(epochs(10));

    assertThat(weights(ranks)).containsExactly(weights(alone), Offset.offset(1e-5f));
    assertThat(results)
        .extracting(result -> result.training().digest())
        .containsOnly(results.get(0).training().digest());
  }

  @Test
  void goesOnFromACheckpointAsIfItHadNotStopped() throws Exception {
    LocalRanks through = LocalRanks.of(2, data(8, new BitSet()));
    LocalRanks stopped = LocalRanks.of(2, data(8, new BitSet()));
    List<AutoencoderResult> expected = through.run(epochs(4));
    stopped.run(stopping(4, 5));

    List<AutoencoderResult> results = stopped.world(2).run(epochs(4));

    assertThat(results.get(0).training()).isEqualTo(expected.get(0).training());
    assertThat(weights(stopped)).containsExactly(weights(through));
  }

  @Test
  void picturesThatCannotBeReadDoNotCount() throws Exception {
    BitSet broken = new BitSet();
    broken.set(3);
    LocalRanks one = LocalRanks.of(1, data(24, broken));
    LocalRanks three = LocalRanks.of(3, data(24, broken));
    one.run(epochs(3));
    three.run(epochs(3));

    assertThat(weights(three)).containsExactly(weights(one), Offset.offset(1e-5f));
    assertThatThrownBy(
            () ->
                one.world(2)
                    .run(
                        new Autoencoder(
                            new Autoencoder.Model(16, 5, 1), Autoencoder.Schedule.of(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot go on from the checkpoint: weights is F32[");
  }
}
