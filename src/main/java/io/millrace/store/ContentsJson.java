package io.millrace.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import java.io.IOException;
import java.util.Locale;

/** What samples consist of beside picture and mask, as a snapshot holds it. */
final class ContentsJson {
  private static final String DEPTH = "depth";
  private static final String CLIPS = "clips";

  private ContentsJson() {}

  static void write(JsonGenerator json, Contents contents) throws IOException {
    if (contents.depth().exists()) {
      json.writeObjectFieldStart(DEPTH);
      json.writeStringField("channels", contents.depth().channels().text());
      json.writeEndObject();
    }

    if (contents.clips().exist()) {
      json.writeObjectFieldStart(CLIPS);
      json.writeNumberField("length", contents.clips().length());
      json.writeNumberField("step", contents.clips().step());
      json.writeStringField("target", contents.clips().target().text());
      json.writeEndObject();
    }
  }

  static Contents read(JsonFields dataset, Task task) {
    Clips clips = dataset.has(CLIPS) ? clips(dataset.object(CLIPS)) : Clips.NONE;
    Depth depth = dataset.has(DEPTH) ? depth(dataset.object(DEPTH)) : Depth.NONE;
    return new Contents(task, clips, depth, OriginalFrames.DROP);
  }

  private static Depth depth(JsonFields depth) {
    Depth.Channels channels =
        depth.choice("channels", text -> Depth.Channels.valueOf(text.toUpperCase(Locale.ROOT)));
    return new Depth(channels, Depth.Resizing.ON, Depth.Valid.OFF);
  }

  private static Clips clips(JsonFields clips) {
    return new Clips(
        clips.count("length"),
        clips.count("step"),
        clips.choice("target", text -> TargetFrame.valueOf(text.toUpperCase(Locale.ROOT))));
  }
}
