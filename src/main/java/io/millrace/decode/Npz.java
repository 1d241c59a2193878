package io.millrace.decode;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Numpy's {@code .npz}: a ZIP of {@code .npy} files, as {@code numpy.savez} and DJL write it. */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /** Compressed, a few bytes may claim any size. */
  private static final int LARGEST = 1 << 30;

  private Npz() {}

  /** Whether that is a ZIP by its first bytes. */
  public static boolean isNpz(byte[] bytes) {
    return Format.holds(bytes, 0, "PK\u0003\u0004");
  }

  /** The arrays by name, in the order of the file. */
  public static Map<String, HostTensor> read(byte[] bytes) throws UnreadableException {
    Map<String, HostTensor> arrays = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(SUFFIX)) {
          arrays.put(name.substring(0, name.length() - SUFFIX.length()), array(name, zip));
        }
      }
    } catch (UnreadableException e) {
      throw e;
    } catch (EOFException e) {
      throw new UnreadableException(Reason.TRUNCATED, "is truncated: its ZIP ends early", e);
    } catch (ZipException e) {
      throw new UnreadableException(Reason.CORRUPT, "is a damaged ZIP: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableException(Reason.CORRUPT, "is a damaged .npz: " + e, e);
    }

    return arrays;
  }

  private static HostTensor array(String name, ZipInputStream zip) throws IOException {
    byte[] bytes = zip.readNBytes(LARGEST);
    if (bytes.length == LARGEST) {
      throw new UnreadableException(
          Reason.TOO_LARGE, "holds " + name + " of more than " + LARGEST + " bytes");
    }

    if (!NpyHeader.isNpy(bytes)) {
      throw Broken.corrupt("holds " + name + ", which is no .npy file");
    }

    NpyHeader header = NpyHeader.read(bytes);
    DType type = type(name, header.kind());
    long[] shape = header.shape().stream().mapToLong(Long::longValue).toArray();
    int length = Math.toIntExact(HostTensor.bytes(type, shape));
    ByteBuffer numbers =
        length == 0 ? ByteBuffer.allocate(0) : header.data(bytes, type.bytes()).limit(length);
    return HostTensor.of(type, shape, ordered(numbers, type.bytes()));
  }

  private static DType type(String name, String kind) throws UnreadableException {
    return switch (kind) {
      case "b1" -> DType.BOOL;
      case "u1" -> DType.U8;
      case "i1" -> DType.I8;
      case "i4" -> DType.I32;
      case "i8" -> DType.I64;
      case "f2" -> DType.F16;
      case "f4" -> DType.F32;
      case "f8" -> DType.F64;
      default ->
          throw Broken.unsupported(
              "holds %s of dtype %s, which no tensor here has".formatted(name, kind));
    };
  }

  /** The same numbers in the order of this machine's bytes. */
  private static ByteBuffer ordered(ByteBuffer data, int size) {
    if (size == 1 || data.order() == ByteOrder.nativeOrder()) {
      return data;
    }

    ByteBuffer target = ByteBuffer.allocate(data.remaining()).order(ByteOrder.nativeOrder());
    while (data.hasRemaining()) {
      switch (size) {
        case Short.BYTES -> target.putShort(data.getShort());
        case Integer.BYTES -> target.putInt(data.getInt());
        default -> target.putLong(data.getLong());
      }
    }

    return target.flip();
  }
}
