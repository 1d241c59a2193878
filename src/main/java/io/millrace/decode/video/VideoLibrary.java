package io.millrace.decode.video;

import io.millrace.decode.natives.MissingLibrary;
import io.millrace.decode.natives.NativeLibrary;
import io.millrace.decode.natives.NativeSettings;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * FFmpeg's native library: whether it works in this process. It is loaded once, at the first
 * question; what goes wrong then stays so until the process ends.
 */
public final class VideoLibrary {
  /**
   * The largest block that FFmpeg may allocate, whatever a file claims: a picture of {@code
   * Limits.standard()}, four bytes a pixel.
   */
  private static final long LARGEST_BLOCK = 4L * 178_956_970;

  static final NativeLibrary FFMPEG =
      new NativeLibrary(
          "FFmpeg",
          "2.35 or later, as Debian 12 and Ubuntu 22.04 have",
          List.of(new NativeLibrary.Jar("ffmpeg", "libjniavutil.so")),
          "unpack the videos to folders of frames");

  private static final Optional<MissingLibrary> MISSING = load();

  private VideoLibrary() {}

  /** Why videos cannot be decoded here, with a way out; empty where they can. */
  public static Optional<MissingLibrary> missing() {
    return MISSING;
  }

  /**
   * FFmpeg's version and licence, such as {@code 8.0.1 (LGPL version 3 or later)}.
   *
   * @throws IllegalStateException if it is missing
   */
  public static String version() {
    if (MISSING.isPresent()) {
      throw new IllegalStateException("Missing FFmpeg: " + MISSING.get().text());
    }

    return "%s (%s)"
        .formatted(avutil.av_version_info().getString(), avutil.avutil_license().getString());
  }

  private static Optional<MissingLibrary> load() {
    try {
      NativeSettings.apply();
      for (Class<?> each :
          new Class<?>[] {avutil.class, avcodec.class, avformat.class, swscale.class}) {
        Loader.load(each);
      }

      // what a file's bytes make FFmpeg say comes to the caller as an exception
      avutil.av_log_set_level(avutil.AV_LOG_QUIET);
      avutil.av_max_alloc(LARGEST_BLOCK);
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(FFMPEG.after(e));
    }
  }
}
