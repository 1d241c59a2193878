package io.millrace.train;

import io.millrace.feed.Checkpoint;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights and what the optimizer remembers: all that training goes on from. */
final class TrainingState {
  private static final String WEIGHTS = "weights";
  private static final String FIRST = "adam.first";
  private static final String SECOND = "adam.second";
  private static final String UPDATES = "updates";

  private final float[] weights;
  private final Adam adam;

  /** Untrained weights. */
  TrainingState(float[] weights) {
    this(weights, new Adam(weights.length));
  }

  private TrainingState(float[] weights, Adam adam) {
    this.weights = weights;
    this.adam = adam;
  }

  /** What a checkpoint of as many weights holds. */
  static TrainingState read(Checkpoint checkpoint, int length) throws IOException {
    try (InputStream input = checkpoint.open()) {
      Safetensors file = Safetensors.decode(ByteBuffer.wrap(input.readAllBytes()));
      float[] weights = numbers(file, WEIGHTS, length);
      long updates = Long.parseLong(file.metadata().getOrDefault(UPDATES, "0"));
      Adam adam = new Adam(numbers(file, FIRST, length), numbers(file, SECOND, length), updates);
      return new TrainingState(weights, adam);
    }
  }

  private static float[] numbers(Safetensors file, String name, int length) throws IOException {
    HostTensor tensor = file.tensors().get(name);
    if (tensor == null || tensor.type() != DType.F32 || tensor.axis(0) != length) {
      throw new IOException(
          "Cannot go on from the checkpoint: %s is %s, this model has %d weights (use another folder for checkpoints, or the options that they were made with)"
              .formatted(name, tensor, length));
    }

    float[] numbers = new float[length];
    tensor.data().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }

  /** As safetensors. */
  void write(OutputStream output) throws IOException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put(WEIGHTS, tensor(weights));
    tensors.put(FIRST, tensor(adam.first()));
    tensors.put(SECOND, tensor(adam.second()));
    Map<String, String> metadata = Map.of(UPDATES, Long.toString(adam.steps()));
    output.write(new Safetensors(metadata, tensors).encode());
  }

  private static HostTensor tensor(float[] numbers) {
    return HostTensor.of(DType.F32, new long[] {numbers.length}, bytes(numbers));
  }

  private static ByteBuffer bytes(float[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes;
  }

  float[] weights() {
    return weights;
  }

  /** Moves the weights against their gradients. */
  void update(float[] gradients, double learningRate) {
    adam.update(weights, gradients, learningRate);
  }

  /** SHA-256 of the weights' bytes. */
  String digest() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(weights).array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
    }
  }
}
