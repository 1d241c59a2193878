package io.millrace.kernel.igzip;

import com.intel.gkl.compression.IntelInflater;
import io.millrace.kernel.Adler;
import io.millrace.kernel.WholeInflate;
import java.nio.ByteBuffer;

/**
 * igzip, by Intel's Genomics Kernel Library. It takes codes that zlib refuses (incomplete ones),
 * and in other uses was seen to give wrong bytes without a word, so the sum of what it gives is
 * checked.
 */
public final class GklInflate implements WholeInflate {
  private static final int ZLIB_HEADER = 2;
  private static final int ZLIB_SUM = 4;

  /** Loads the library, which is unpacked in the JVM's temporary folder. */
  public GklInflate() {
    IntelInflater first = new IntelInflater(true);
    try {
      if (!first.load(null)) {
        throw new UnsupportedOperationException(
            "its library does not load (it needs Linux or macOS on x86-64, and a temporary folder,"
                + " -Djava.io.tmpdir, that programs can be run from)");
      }
    } finally {
      first.end();
    }
  }

  @Override
  public boolean inflate(byte[] stream, int length, byte[] target, int size) {
    IntelInflater inflater = new IntelInflater(true);
    try {
      inflater.setInput(stream, ZLIB_HEADER, length - ZLIB_HEADER);
      return inflater.inflate(target, 0, size) == size
          && sum(stream, length) == Adler.of(target, size);
    } catch (RuntimeException e) {
      return false; // whoever asked finds out what is wrong
    } finally {
      inflater.end();
    }
  }

  private static int sum(byte[] stream, int length) {
    return ByteBuffer.wrap(stream).getInt(length - ZLIB_SUM);
  }
}
