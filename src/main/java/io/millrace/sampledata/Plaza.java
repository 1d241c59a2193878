package io.millrace.sampledata;

import io.millrace.item.Size;
import io.millrace.random.Draws;
import io.millrace.sampledata.Walker.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a fixed camera sees of a paved square in one video, frame by frame. */
final class Plaza {
  private static final int WALKERS = 5;
  private static final double[] PAVING = {1.0, 0.97, 0.92};

  private final Size size;
  private final double width;
  private final Draws draws;
  private final byte[] ground;
  private final List<Walker> walkers = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();
  private final List<Walker> intruders = new ArrayList<>();

  private Plaza(Size size, Draws draws) {
    this.size = size;
    this.width = (double) size.width() / size.height();
    this.draws = draws;
    this.ground = new byte[size.height() * size.width() * 3];
    pave();
    for (int i = 0; i < WALKERS; i++) {
      walkers.add(Walker.passing(draws.operation("walker", i), width));
    }
  }

  /** A video of those who belong there. */
  static Plaza calm(Size size, Draws draws) {
    return new Plaza(size, draws);
  }

  /**
   * A video with an intruder in about a third of its frames, and from 40 frames on a second one.
   */
  static Plaza disturbed(Size size, Draws draws, int frames) {
    Plaza plaza = new Plaza(size, draws);
    double begin = draws.operation("visit", 0).uniform(0);
    plaza.visit(new Visit(frames / 6 + (int) (begin * frames / 6), Math.max(1, frames * 3 / 10)));
    if (frames >= 40) {
      plaza.visit(new Visit(frames * 3 / 4 + (int) (begin * frames / 10), frames / 8));
    }

    return plaza;
  }

  private void visit(Visit visit) {
    intruders.add(Walker.intruding(draws.operation("intruder", visits.size()), width, visit));
    visits.add(visit);
  }

  private void pave() {
    ValueNoise slabs = new ValueNoise(draws.operation("slabs", 0).key(), 5);
    ValueNoise grain = new ValueNoise(draws.operation("grain", 0).key(), 45);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        double right = (x + 0.5) / size.height();
        double down = (y + 0.5) / size.height();
        double level = 138 + 26 * slabs.at(right, down) + 18 * grain.at(right, down);
        for (int c = 0; c < 3; c++) {
          ground[3 * (y * size.width() + x) + c] = (byte) Camera.clamp(level * PAVING[c]);
        }
      }
    }
  }

  /**
   * Draws a frame.
   *
   * @param rgb is filled: height x width x 3
   * @param mask is filled: height x width, 1 exactly where an intruder covers the pixel's centre,
   *     else 0
   */
  void draw(int frame, byte[] rgb, byte[] mask) {
    System.arraycopy(ground, 0, rgb, 0, rgb.length);
    for (Walker walker : walkers) {
      paint(walker, frame, rgb, mask);
    }

    Arrays.fill(mask, (byte) 0);

    for (int i = 0; i < visits.size(); i++) {
      if (visits.get(i).has(frame)) {
        paint(intruders.get(i), frame, rgb, mask);
      }
    }

    expose(frame, rgb);
  }

  private void paint(Walker walker, int frame, byte[] rgb, byte[] mask) {
    int first = Math.max(0, (int) ((walker.y() - Walker.REACH) * size.height()));
    int end = Math.min(size.height(), (int) ((walker.y() + Walker.REACH) * size.height()) + 1);
    for (int i = first * size.width(); i < end * size.width(); i++) {
      int row = i / size.width();
      double right = (i - row * size.width() + 0.5) / size.height();
      double down = (row + 0.5) / size.height();
      if (walker.covers(right, down, frame, width)) {
        mask[i] = 1;
        for (int c = 0; c < 3; c++) {
          rgb[3 * i + c] = (byte) (walker.color() >>> (16 - 8 * c));
        }
      }
    }
  }

  /** The sensor's noise, another one in every frame. */
  private void expose(int frame, byte[] rgb) {
    Camera camera = new Camera(draws.operation("camera", frame).key());
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) camera.level(i / 3, i % 3, rgb[i] & 0xFF);
    }
  }
}
