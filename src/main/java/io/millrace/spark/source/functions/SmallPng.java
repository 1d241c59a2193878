package io.millrace.spark.source.functions;

import io.millrace.item.HostTensor;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A picture made small, as a PNG; one that is small enough keeps its size. */
record SmallPng(ImageArgument image) implements Work {
  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.BinaryType, DataTypes.IntegerType};
  }

  @Override
  public DataType resultType() {
    return DataTypes.BinaryType;
  }

  @Override
  public Object of(InternalRow arguments) throws IOException {
    int longest = arguments.getInt(1);
    if (longest < 1) {
      throw new IllegalArgumentException(
          "Invalid longest edge of a thumbnail: " + longest + " (must be >= 1)");
    }

    HostTensor small =
        image.tensor(arguments.getBinary(0), Precision.UINT8, size -> within(size, longest));
    return png(small);
  }

  private static Size within(Size size, int longest) {
    double scale = Math.min(1, (double) longest / Math.max(size.height(), size.width()));
    return new Size(scaled(size.height(), scale), scaled(size.width(), scale));
  }

  private static int scaled(int edge, double scale) {
    return Math.max(1, (int) (edge * scale + 0.5));
  }

  private static byte[] png(HostTensor picture) throws IOException {
    int height = picture.axis(1);
    int width = picture.axis(2);
    int plane = height * width;
    ByteBuffer levels = picture.data();
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < plane; i++) {
      int red = levels.get(i) & 0xFF;
      int green = levels.get(plane + i) & 0xFF;
      int blue = levels.get(2 * plane + i) & 0xFF;
      drawn.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(drawn, "png", out);
    }

    return bytes.toByteArray();
  }
}
