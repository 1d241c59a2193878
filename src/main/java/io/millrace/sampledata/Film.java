package io.millrace.sampledata;

import io.millrace.random.Draws;
import io.millrace.sampledata.VideoWriter.Coding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * One video of the drawn Avenue.
 *
 * @param video its path
 * @param labels path of its labels, empty for a training video
 */
record Film(String video, String labels) {
  static Film training(int number) {
    return new Film(String.format(Locale.ROOT, "training_videos/%02d.avi", number), "");
  }

  /** Files of labels are not padded with zeros, as in Avenue. */
  static Film testing(int number) {
    String labels = "ground_truth_demo/testing_label_mask/" + number + "_label.mat";
    return new Film(String.format(Locale.ROOT, "testing_videos/%02d.avi", number), labels);
  }

  private boolean isDisturbed() {
    return !labels.isEmpty();
  }

  List<String> paths() {
    return isDisturbed() ? List.of(video, labels) : List.of(video);
  }

  Summary shoot(AvenueData data, Destination destination) throws IOException {
    LabelVolume volume = new LabelVolume(data.size(), data.extent().frames());
    long bytes = destination.put(video, film(data, volume));
    if (isDisturbed()) {
      bytes += destination.put(labels, volume.finish());
    }

    return new Summary(1, isDisturbed() ? 1 : 0, bytes);
  }

  private byte[] film(AvenueData data, LabelVolume volume) throws IOException {
    Plaza plaza = plaza(data);
    byte[] mask = new byte[data.size().height() * data.size().width()];
    byte[] rgb = new byte[3 * mask.length];
    try (VideoWriter writer = VideoWriter.open(Coding.AVENUE, data.size())) {
      for (int i = 0; i < data.extent().frames(); i++) {
        plaza.draw(i, rgb, mask);
        writer.add(rgb);
        if (isDisturbed()) {
          volume.add(mask);
        }
      }

      return writer.finish();
    }
  }

  /** What the camera sees; the video's own path makes it another square each time. */
  Plaza plaza(AvenueData data) {
    Draws draws = Draws.of(data.seed(), 0, video);
    return isDisturbed()
        ? Plaza.disturbed(data.size(), draws, data.extent().frames())
        : Plaza.calm(data.size(), draws);
  }
}
