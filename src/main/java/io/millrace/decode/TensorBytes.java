package io.millrace.decode;

import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Tensors in one cell of a table: safetensors, or numpy's {@code .npz}; told by content. */
public final class TensorBytes {
  private static final int LENGTH = Long.BYTES;

  private TensorBytes() {}

  /** Whether the bytes begin like one of them. No picture does. */
  public static boolean holds(byte[] bytes) {
    return Npz.isNpz(bytes) || isSafetensors(bytes);
  }

  private static boolean isSafetensors(byte[] bytes) {
    if (bytes.length <= LENGTH || bytes[LENGTH] != '{') {
      return false;
    }

    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    return header > 0 && header <= bytes.length - LENGTH;
  }

  /**
   * The tensors by name, in the order of the file; they may be views of the bytes.
   *
   * @throws IOException saying what is wrong with them
   */
  public static Map<String, HostTensor> read(byte[] bytes) throws IOException {
    return Npz.isNpz(bytes)
        ? Npz.read(bytes)
        : Safetensors.decode(ByteBuffer.wrap(bytes)).tensors();
  }

  /**
   * The one tensor that they hold.
   *
   * @throws IOException saying what is wrong with them, or that they hold several or none
   */
  public static HostTensor only(byte[] bytes) throws IOException {
    Map<String, HostTensor> tensors = read(bytes);
    if (tensors.size() != 1) {
      throw Broken.unsupported("holds the tensors " + tensors + ", not one alone");
    }

    return tensors.values().iterator().next();
  }
}
