package io.millrace.cli;

import io.millrace.batch.SampleTable;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Normal samples of some local files, in turn, until there are so many. */
record PictureTable(List<Path> files, int size) implements SampleTable {
  PictureTable {
    files = List.copyOf(files);
  }

  @Override
  public Sample at(int ordinal) {
    Path file = files.get(ordinal % files.size());
    Source source = new Source(file.toString(), file.toFile().length());
    String id = "%06d".formatted(ordinal);
    return new Sample(id, "", Split.TRAIN, "good", Label.NORMAL, Map.of(Field.IMAGE, source));
  }
}
