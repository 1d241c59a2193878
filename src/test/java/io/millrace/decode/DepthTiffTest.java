package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.decode.DepthTiffWriter.Coding;
import io.millrace.decode.DepthTiffWriter.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DepthTiffTest {
  private static final int WIDTH = 7;
  private static final int HEIGHT = 5;
  private static final boolean[] BOTH = {false, true};

  @ParameterizedTest
  @EnumSource
  void readsEveryWayToWriteNumbersOfAType(SampleType type) throws Exception {
    Random random = new Random(type.bytes());
    int kinds = 0;
    for (DepthTiffWriter writer : writers(type)) {
      byte[] numbers = new byte[WIDTH * HEIGHT * writer.channels() * type.bytes()];
      random.nextBytes(numbers);
      Planes planes = Planes.of(writer.write(WIDTH, HEIGHT, numbers));
      assertThat(planes.info())
          .isEqualTo(new DepthInfo("TIFF", WIDTH, HEIGHT, writer.channels(), type.text()));
      assertThat(planes.values()).as(writer.toString()).containsExactly(expected(writer, numbers));
      kinds++;
    }

    assertThat(kinds).isEqualTo(6 * 4 * (type.text().startsWith("f") ? 8 : 6));
  }

  private static List<DepthTiffWriter> writers(SampleType type) {
    List<DepthTiffWriter> writers = new ArrayList<>();
    for (Coding coding : codings(type)) {
      for (boolean tiled : BOTH) {
        writers.add(new DepthTiffWriter(type, 1, new Layout(tiled, false), coding));
        writers.add(new DepthTiffWriter(type, 3, new Layout(tiled, false), coding));
        writers.add(new DepthTiffWriter(type, 3, new Layout(tiled, true), coding));
      }
    }

    return writers;
  }

  private static List<Coding> codings(SampleType type) {
    List<Coding> codings = new ArrayList<>();
    for (boolean bigEndian : BOTH) {
      for (boolean bigTiff : BOTH) {
        codings.add(new Coding(bigEndian, bigTiff, TiffBlocks.NONE, 1));
        codings.add(new Coding(bigEndian, bigTiff, TiffBlocks.PACK_BITS, 1));
        for (int predictor = 1; predictor <= (type.text().startsWith("f") ? 3 : 2); predictor++) {
          codings.add(new Coding(bigEndian, bigTiff, TiffBlocks.LZW, predictor));
          codings.add(new Coding(bigEndian, bigTiff, TiffBlocks.DEFLATE, predictor));
        }
      }
    }

    return codings;
  }

  private static float[] expected(DepthTiffWriter writer, byte[] numbers) {
    float[] values = new float[numbers.length / writer.type().bytes()];
    ByteBuffer view = ByteBuffer.wrap(numbers).order(writer.order());
    int pixels = WIDTH * HEIGHT;
    for (int i = 0; i < values.length; i++) {
      int to = i % writer.channels() * pixels + i / writer.channels();
      values[to] = value(writer.type(), view, i);
    }

    return values;
  }

  private static float value(SampleType type, ByteBuffer view, int i) {
    return switch (type) {
      case UINT8 -> (view.get(i) & 255) / 255f;
      case INT8 -> view.get(i);
      case UINT16 -> Short.toUnsignedInt(view.getShort(2 * i));
      case INT16 -> view.getShort(2 * i);
      case UINT32 -> Integer.toUnsignedLong(view.getInt(4 * i));
      case INT32 -> view.getInt(4 * i);
      case INT64 -> view.getLong(8 * i);
      case FLOAT16 -> half(view.getShort(2 * i));
      case FLOAT32 -> view.getFloat(4 * i);
      case FLOAT64 -> (float) view.getDouble(8 * i);
    };
  }

  /** By the formula of the standard. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 31;
    double fraction = (bits & 1023) / 1024.0;
    double size =
        exponent == 0
            ? fraction * Math.pow(2, -14)
            : exponent < 31
                ? (1 + fraction) * Math.pow(2, exponent - 15)
                : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    return (float) (bits < 0 ? -size : size);
  }

  @Test
  void passesOnNotANumberAndInfinities() throws Exception {
    byte[] numbers =
        Bytes.big().f32(Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE).done();
    Coding plain = new Coding(true, false, TiffBlocks.NONE, 1);
    DepthTiffWriter writer =
        new DepthTiffWriter(SampleType.FLOAT32, 1, new Layout(false, false), plain);
    assertThat(Planes.of(writer.write(4, 1, numbers)).values())
        .containsExactly(Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE);
    assertThat(SampleType.half((short) 0x8000)).isEqualTo(-0f);
    assertThat(SampleType.half((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(SampleType.half((short) 0x0001)).isEqualTo(0x1p-24f);
  }

  @Test
  void readsStripsThatReuseManyLzwCodes() throws Exception {
    byte[] numbers = new byte[40 * 2 * 4];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (byte) (i * i / 7);
    }
    Coding lzw = new Coding(false, false, TiffBlocks.LZW, 1);
    DepthTiffWriter writer =
        new DepthTiffWriter(SampleType.FLOAT32, 1, new Layout(false, false), lzw);
    float[] expected = new float[80];
    ByteBuffer.wrap(numbers).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(expected);
    assertThat(Planes.of(writer.write(40, 2, numbers)).values()).containsExactly(expected);
  }

  @Test
  void takesStripsWithReversedBits() throws Exception {
    byte[] file =
        TiffWriter.of(2, 1, 8, 1).tag(TiffTags.FILL_ORDER, 2).write(new byte[] {1, (byte) 0x80});
    assertThat(Planes.of(file).values()).containsExactly(128 / 255f, 1 / 255f);
  }

  @Test
  void leavesATurnedPageAsItIsStored() throws Exception {
    byte[] file =
        TiffWriter.of(2, 1, 16, 1).tag(TiffTags.ORIENTATION, 6).write(new byte[] {1, 0, 2, 0});
    assertThat(Planes.of(file).values()).containsExactly(1, 2);
    assertThat(Planes.of(file).info().width()).isEqualTo(2);
  }
}
