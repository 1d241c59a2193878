package io.millrace.spark.feed;

import io.millrace.feed.RankFigures;
import io.millrace.feed.RankReport;
import io.millrace.sample.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.List;

/**
 * How a rank has ended. Crosses the last shuffle as bytes; the result is the program's own type.
 */
record RankEnd<R extends Serializable>(
    RankStatus.Seat seat, RankFigures figures, List<Finding> bad, R result)
    implements Serializable {
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
      output.writeObject(this);
    }

    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked") // what the same program wrote
  static <R extends Serializable> RankEnd<R> read(byte[] bytes) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (ObjectInputStream input = new LoadedInput(bytes, loader)) {
      return (RankEnd<R>) input.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("Cannot read the result of a rank: " + e.getMessage(), e);
    }
  }

  RankReport<R> report() {
    return new RankReport<>(seat.rank(), seat.host(), seat.device(), figures, bad, result);
  }

  /** Finds classes of the user's jar, which another loader than ours has. */
  private static final class LoadedInput extends ObjectInputStream {
    private final ClassLoader loader;

    LoadedInput(byte[] bytes, ClassLoader loader) throws IOException {
      super(new ByteArrayInputStream(bytes));
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(type.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(type);
      }
    }
  }
}
