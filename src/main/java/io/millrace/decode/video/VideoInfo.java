package io.millrace.decode.video;

import java.util.Objects;

/**
 * What a video's container says of its first video stream; a frame may still have another size.
 *
 * @param container FFmpeg's name of the container, such as {@code avi}
 * @param codec FFmpeg's name of the codec, such as {@code mpeg4}
 * @param width pixels a row
 * @param height rows
 */
public record VideoInfo(String container, String codec, int width, int height) {
  public VideoInfo {
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(codec, "codec");
  }
}
