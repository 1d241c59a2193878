package io.millrace.decode.video;

import io.millrace.sample.UnreadableException;
import io.millrace.storage.RangeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A {@link RangeFile} as FFmpeg reads files. It reads through a window that starts small after a
 * jump and doubles while the reading goes on, so that an object store is asked seldom, and never
 * for much that nobody wants.
 *
 * <p>javacpp has room for ten call-backs of a kind in a process, not for ten a file: there is one
 * of each, and a number tells them which input is meant.
 */
final class VideoInput implements AutoCloseable {
  private static final int BUFFER = 1 << 15;
  private static final int SMALLEST = 1 << 16;
  private static final int LARGEST = 1 << 22;
  private static final int WHENCE = 0xFF;
  private static final String LFS = "version https://git-lfs";

  private static final Map<Long, VideoInput> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Reading READING = new Reading();
  private static final Seeking SEEKING = new Seeking();

  private final long number = NUMBERS.incrementAndGet();
  private final RangeFile file;
  private final long length;
  private final AVIOContext context;
  private byte[] window = new byte[0];
  private long start;
  private int filled;
  private long position;
  private IOException failure;

  VideoInput(RangeFile file, long length) throws UnreadableException {
    this.file = file;
    this.length = length;
    BytePointer buffer = new BytePointer(Ffmpeg.made(avutil.av_malloc(BUFFER)));
    OPEN.put(number, this);
    try (Tag tag = new Tag()) {
      this.context =
          Ffmpeg.made(
              avformat.avio_alloc_context(
                  buffer, BUFFER, 0, tag.at(number), READING, null, SEEKING));
    }
  }

  AVIOContext context() {
    return context;
  }

  /** Throws what the file threw while FFmpeg was reading. */
  void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** Whether Git LFS keeps the file elsewhere. */
  boolean isPointer() throws IOException {
    byte[] magic = LFS.getBytes(StandardCharsets.US_ASCII);
    if (length < magic.length) {
      return false;
    }

    byte[] first = new byte[magic.length];
    file.read(0, ByteBuffer.wrap(first));
    return Arrays.equals(first, magic);
  }

  @Override
  public void close() {
    OPEN.remove(number);
    // FFmpeg may have replaced the buffer
    avutil.av_free(context.buffer());
    avformat.avio_context_free(context);
  }

  private int read(BytePointer target, int wanted) {
    if (position >= length) {
      return avutil.AVERROR_EOF;
    }

    try {
      if (position < start || position >= start + filled) {
        fill();
      }
    } catch (IOException | RuntimeException e) {
      failure = e instanceof IOException io ? io : new IOException(e);
      return Ffmpeg.IO_ERROR;
    }

    int from = (int) (position - start);
    int count = Math.min(wanted, filled - from);
    target.put(window, from, count);
    position += count;
    return count;
  }

  private void fill() throws IOException {
    boolean onward = position == start + filled;
    long size = onward ? Math.min(LARGEST, Math.max(SMALLEST, 2L * filled)) : SMALLEST;
    int count = (int) Math.min(size, length - position);
    if (window.length < count) {
      window = new byte[count];
    }

    filled = 0;
    file.read(position, ByteBuffer.wrap(window, 0, count));
    start = position;
    filled = count;
  }

  private long seek(long offset, int whence) {
    if ((whence & avformat.AVSEEK_SIZE) != 0) {
      return length;
    }

    long target =
        switch (whence & WHENCE) {
          case 0 -> offset;
          case 1 -> position + offset;
          default -> length + offset;
        };
    if (target < 0) {
      return Ffmpeg.IO_ERROR;
    }

    position = target;
    return target;
  }

  /** No Java exception may pass through FFmpeg's C code: the process would end. */
  private static final class Reading extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer target, int wanted) {
      VideoInput input = OPEN.get(opaque.address());
      return input == null ? Ffmpeg.IO_ERROR : input.read(target, wanted);
    }
  }

  private static final class Seeking extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      VideoInput input = OPEN.get(opaque.address());
      return input == null ? Ffmpeg.IO_ERROR : input.seek(offset, whence);
    }
  }
}
