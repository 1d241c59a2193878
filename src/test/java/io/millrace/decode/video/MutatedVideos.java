package io.millrace.decode.video;

import io.millrace.decode.Limits;
import io.millrace.sample.UnreadableException;
import io.millrace.sampledata.VideoWriter.Coding;
import io.millrace.sampledata.VideoWriter.Pictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Reads damaged videos, a line for each, then says how large the process was at most: {@code
 * MutatedVideos CONTAINER FIRST END}. A process of its own, which may crash or hang.
 */
final class MutatedVideos {
  private static final Limits LIMITS = new Limits(1 << 20);
  private static final int HEADER = 400;

  private MutatedVideos() {}

  public static void main(String[] words) throws IOException {
    Coding coding = new Coding(words[0], "mpeg4", "", new Pictures(12, 2));
    byte[] whole = DrawnVideo.of(coding, 40);
    for (int i = Integer.parseInt(words[1]); i < Integer.parseInt(words[2]); i++) {
      System.out.println(i + " begins");
      System.out.println(i + " " + outcome(mutation(whole, i)));
    }

    System.out.println("most " + mostKibibytes());
  }

  /** The same bytes for the same number. */
  static byte[] mutation(byte[] whole, int number) {
    Random random = new Random(number);
    byte[] bytes = whole.clone();
    // half of them where sizes, counts and names are
    int end = random.nextBoolean() ? Math.min(HEADER, bytes.length) : bytes.length;
    switch (number % 3) {
      case 0 -> {
        for (int i = random.nextInt(8); i >= 0; i--) {
          bytes[random.nextInt(end)] = (byte) random.nextInt();
        }
      }
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      default -> {
        int[] sizes = {Integer.MAX_VALUE, -1, 1 << 30, 1 << 24, random.nextInt()};
        ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int at = random.nextInt(end / 4) * 4;
        ByteBuffer.wrap(bytes).order(order).putInt(at, sizes[random.nextInt(sizes.length)]);
      }
    }

    return bytes;
  }

  private static String outcome(byte[] bytes) throws IOException {
    try (VideoFile video = VideoFile.open(DrawnVideo.file(bytes), bytes.length, LIMITS)) {
      FrameKeeper kept = new FrameKeeper();
      int frames = video.frames();
      // forward, the last, back again
      for (int i : new int[] {0, 1, frames - 1, frames / 2}) {
        if (i >= 0 && i < frames) {
          video.frame(i, kept);
        }
      }

      return frames + " frames " + video.damage();
    } catch (UnreadableException e) {
      return e.reason() + " " + e.getMessage();
    }
  }

  private static long mostKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
