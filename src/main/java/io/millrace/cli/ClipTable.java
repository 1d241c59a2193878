package io.millrace.cli;

import io.millrace.batch.SampleTable;
import io.millrace.sample.Clips;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import java.nio.file.Path;
import java.util.Map;

/** The clips of one local video, in order. */
record ClipTable(Path video, int frames, Clips clips) implements SampleTable {
  @Override
  public int size() {
    return clips.count(frames);
  }

  @Override
  public Sample at(int ordinal) {
    Source source =
        new Source(video.toString(), video.toFile().length(), clips.clip(ordinal), frames);
    String id = "%s#%06d".formatted(video.getFileName(), source.frames().first());
    return new Sample(id, "", Split.TRAIN, "normal", Label.NORMAL, Map.of(Field.IMAGE, source));
  }
}
