package io.millrace.spark;

import io.millrace.datasets.Folder3D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws tiny pictures with depth maps, in folders of their own. */
record DrawnDepth(Path root) {
  /** Four good to train, two bad to test, with masks. */
  static DrawnDepth usual(Path root) throws IOException {
    DrawnData data = new DrawnData(root);
    DrawnDepth drawn = new DrawnDepth(root);
    for (int i = 0; i < 4; i++) {
      data.picture("good/%d.png".formatted(i));
      drawn.map("good_xyz/%d.npy".formatted(i), DrawnData.SIDE, 100 * i);
    }

    for (int i = 0; i < 2; i++) {
      data.picture("bad/%d.png".formatted(i));
      data.mask("masks/%d.png".formatted(i));
      drawn.map("bad_xyz/%d.npy".formatted(i), DrawnData.SIDE, 1000 * (i + 1));
    }

    return drawn;
  }

  /** More good pictures to train with. */
  DrawnDepth good(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      new DrawnData(root).picture("good/%d.png".formatted(i));
      map("good_xyz/%d.npy".formatted(i), DrawnData.SIDE, 100 * i);
    }

    return this;
  }

  /** x, y and z of each pixel; z is {@code from} + its number, and 0 in the first row. */
  DrawnDepth map(String relative, int side, int from) throws IOException {
    ByteBuffer values = ByteBuffer.allocate(side * side * 12).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < side * side; i++) {
      values.putFloat(-i).putFloat(0.5f).putFloat(i < side ? 0 : from + i);
    }

    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, 3), }".formatted(side, side);
    header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.writeBytes(new byte[] {(byte) header.length(), (byte) (header.length() >> 8)});
    file.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(values.array());
    Path path = root.resolve(relative);
    Files.createDirectories(path.getParent());
    Files.write(path, file.toByteArray());
    return this;
  }

  /** The data set of {@link #usual}. */
  Folder3D layout() {
    return Folder3D.at("nuts", root.toString())
        .normalDir("good")
        .normalDepthDir("good_xyz")
        .abnormalDir("bad")
        .abnormalDepthDir("bad_xyz")
        .maskDir("masks");
  }
}
