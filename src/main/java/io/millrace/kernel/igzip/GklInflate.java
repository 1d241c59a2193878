package io.millrace.kernel.igzip;

import com.intel.gkl.compression.IntelInflater;
import io.millrace.kernel.WholeInflate;

/** igzip, by Intel's Genomics Kernel Library. */
public final class GklInflate implements WholeInflate {
  private static final int ZLIB_HEADER = 2;

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
      return inflater.inflate(target, 0, size) == size;
    } catch (RuntimeException e) {
      return false; // whoever asked finds out what is wrong
    } finally {
      inflater.end();
    }
  }
}
