package io.millrace.ranks;

import io.millrace.feed.Checkpoint;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.FeedBatches;
import io.millrace.feed.RankContext;
import io.millrace.feed.RankProgram;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.sample.Split;
import io.millrace.train.RingAllReduce;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/**
 * Learns to say the mean of a picture from every 97th of its numbers, by plain gradient descent:
 * each step hangs on all before it, so that one that is lost or doubled shows in the last weights.
 *
 * @param epochs how many it trains
 * @param limit global step at which it stops, with a checkpoint
 * @param every steps between checkpoints
 * @param gate where faults are made
 * @param log folder for what each rank and generation has seen, a line a step; empty for none
 */
record LinearProgram(int epochs, long limit, int every, RankGate gate, String log)
    implements RankProgram<LinearResult> {
  private static final int INPUTS = 64;
  private static final int STRIDE = 97;
  private static final float RATE = 0.05f;

  @Override
  public LinearResult run(RankContext context) throws Exception {
    float[] weights = new float[INPUTS + 1]; // the last one counts steps
    if (context.restored().isPresent()) {
      read(context.restored().get(), weights);
    }

    try (RingAllReduce ring = RingAllReduce.open(context)) {
      for (long epoch = context.firstEpoch();
          epoch < epochs && context.globalStep() < limit;
          epoch++) {
        train(context, ring, epoch, weights);
      }
    }

    if (limit < Long.MAX_VALUE) {
      context.checkpoint(output -> write(output, weights));
    }

    String device = context.device().text();
    return new LinearResult(hex(weights), evaluate(context, weights), context.generation(), device);
  }

  private void train(RankContext context, RingAllReduce ring, long epoch, float[] weights)
      throws Exception {
    try (FeedBatches batches = context.train(epoch)) {
      while (batches.hasNext() && context.globalStep() < limit) {
        FeedBatch batch = batches.next();
        note(context, batch);
        gate.pass("rank" + context.rank() + "-step" + context.globalStep());
        float[] gradient = new float[INPUTS + 1];
        for (int i = 0; i < batch.size(); i++) {
          if (batch.isValid(i)) {
            add(batch, i, weights, gradient);
            gradient[INPUTS] += 1;
          }
        }

        ring.sum(gradient);
        for (int k = 0; k < INPUTS; k++) {
          weights[k] -= RATE * gradient[k] / gradient[INPUTS];
        }

        weights[INPUTS] += 1;
        context.progress("weight", weights[0]);
        if (context.globalStep() % every == 0) {
          context.checkpoint(output -> write(output, weights));
        }
      }
    }
  }

  private static void add(FeedBatch batch, int i, float[] weights, float[] gradient) {
    float[] inputs = inputs(batch, i);
    float error = error(batch, i, inputs, weights);
    for (int k = 0; k < INPUTS; k++) {
      gradient[k] += error * inputs[k];
    }
  }

  private static float[] inputs(FeedBatch batch, int i) {
    HostTensor picture = batch.host().tensors().get(ItemField.IMAGE).slice(i);
    float[] inputs = new float[INPUTS];
    for (int k = 0; k < INPUTS; k++) {
      inputs[k] = picture.data().getFloat(k * STRIDE * Float.BYTES) - 0.5f;
    }

    return inputs;
  }

  private static float error(FeedBatch batch, int i, float[] inputs, float[] weights) {
    ByteBuffer numbers = batch.host().tensors().get(ItemField.IMAGE).slice(i).data();
    float wanted = 0;
    int count = numbers.remaining() / Float.BYTES;
    for (int at = 0; at < count; at += 7) {
      wanted += numbers.getFloat(at * Float.BYTES) - 0.5f;
    }

    float said = 0;
    for (int k = 0; k < INPUTS; k++) {
      said += weights[k] * inputs[k];
    }

    return said - wanted * 7 / count;
  }

  private static String evaluate(RankContext context, float[] weights) {
    StringBuilder scores = new StringBuilder();
    try (FeedBatches batches = context.evaluate(Split.TEST)) {
      while (batches.hasNext()) {
        FeedBatch batch = batches.next();
        for (int i = 0; i < batch.size(); i++) {
          float score = error(batch, i, inputs(batch, i), weights);
          scores.append(batch.sampleIds().get(i)).append(' ').append(score).append('\n');
        }
      }
    }

    return scores.toString();
  }

  private void note(RankContext context, FeedBatch batch) throws IOException {
    if (!log.isEmpty()) {
      Path file = Path.of(log, "rank%d-%d".formatted(context.rank(), context.generation()));
      Files.writeString(
          file,
          context.globalStep() + " " + String.join(" ", batch.sampleIds()) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private void write(OutputStream output, float[] weights) throws IOException {
    DataOutputStream data = new DataOutputStream(output);
    for (int k = 0; k < weights.length; k++) {
      if (k == weights.length / 2) {
        pass("checkpoint" + (long) weights[INPUTS]);
      }

      data.writeFloat(weights[k]);
    }

    data.flush();
  }

  private void pass(String point) throws IOException {
    try {
      gate.pass(point);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void read(Checkpoint checkpoint, float[] weights) throws IOException {
    try (DataInputStream data = new DataInputStream(checkpoint.open())) {
      for (int k = 0; k < weights.length; k++) {
        weights[k] = data.readFloat();
      }
    }
  }

  private static String hex(float[] weights) {
    ByteBuffer bytes = ByteBuffer.allocate(weights.length * Float.BYTES);
    for (float weight : weights) {
      bytes.putFloat(weight);
    }

    return HexFormat.of().formatHex(bytes.array()) + " " + (long) weights[INPUTS];
  }
}
