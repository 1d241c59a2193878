package io.millrace.decode.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.decode.Limits;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.RangeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares frames of three videos of Avenue with those that PyAV gave. */
class VideoGoldenTest {
  private static Path shared;
  private static JsonNode golden;

  @BeforeAll
  static void findGoldenFiles() throws IOException {
    shared = Path.of(System.getenv().getOrDefault("MILLRACE_SHARED", "../shared"));
    Path file = shared.resolve("golden/avenue_frames/frames.json");
    assumeTrue(Files.exists(file), "Skipped: " + file + " is missing (set MILLRACE_SHARED)");
    assumeTrue(VideoLibrary.missing().isEmpty(), () -> "Skipped: " + VideoLibrary.missing());
    golden = new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void countsFramesAndGivesTheSameLumaInOrder() throws IOException {
    for (Iterator<String> names = golden.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      try (Opened opened = Opened.of(path(name))) {
        JsonNode frames = golden.get(name).get("per_frame");
        assertThat(opened.video().frames()).as(name).isEqualTo(frames.size());
        for (int i = 0; i < frames.size(); i++) {
          assertThat(FrameKeeper.sum(opened.video().luma(i)))
              .as("%s, frame %d", name, i)
              .isEqualTo(frames.get(i).get("luma_sha256").asText());
        }

        assertThat(opened.video().decoded()).isEqualTo(frames.size());
      }
    }
  }

  @Test
  void givesTheSameLumaInAnyOrder() throws IOException {
    for (Iterator<String> names = golden.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode frames = golden.get(name).get("per_frame");
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < frames.size(); i++) {
        order.add(i);
      }

      Collections.shuffle(order, new Random(7));
      try (Opened opened = Opened.of(path(name))) {
        for (int i : order) {
          assertThat(FrameKeeper.sum(opened.video().luma(i)))
              .as("%s, frame %d", name, i)
              .isEqualTo(frames.get(i).get("luma_sha256").asText());
        }
      }
    }
  }

  @Test
  void givesTheSameRgbToTheLastBit() throws IOException {
    for (Iterator<String> names = golden.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      String video = path(name).getFileName().toString().replace(".avi", "");
      for (int index : new int[] {0, 10}) {
        byte[] npy =
            Files.readAllBytes(
                shared.resolve(
                    "golden/avenue_frames/%s_frame%03d_rgb.npy".formatted(video, index)));
        FrameKeeper kept = new FrameKeeper();
        try (Opened opened = Opened.of(path(name))) {
          opened.video().frame(index, kept);
        }

        int header = npy.length - kept.pixels().length;
        assertThat(header).isBetween(64, 256);
        assertThat(kept.pixels())
            .as("%s, frame %d", name, index)
            .isEqualTo(Arrays.copyOfRange(npy, header, npy.length));
      }
    }
  }

  private static Path path(String name) {
    return shared.resolve("data/real/Avenue").resolve(name);
  }

  /** A video and its file. */
  record Opened(RangeFile file, VideoFile video) implements AutoCloseable {
    static Opened of(Path path) throws IOException {
      long length = Files.size(path);
      RangeFile file = new LocalStorage().open(path.toString(), length);
      return new Opened(file, VideoFile.open(file, length, Limits.standard()));
    }

    @Override
    public void close() throws IOException {
      video.close();
      file.close();
    }
  }
}
