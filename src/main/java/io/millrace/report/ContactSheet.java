package io.millrace.report;

import io.millrace.item.DType;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A batch on one page: small pictures with their masks outlined and a caption below each. */
public final class ContactSheet {
  private ContactSheet() {}

  /**
   * What the sheet shows.
   *
   * @param images pictures x 3 x height x width: float32 in [0, 1], or normalised, or uint8
   * @param masks pictures x height x width, set where not 0; 0 pictures long where there are none
   * @param captions one a picture
   */
  public record Rows(HostTensor images, HostTensor masks, List<String> captions) {
    public Rows {
      Objects.requireNonNull(images, "images");
      Objects.requireNonNull(masks, "masks");
      captions = List.copyOf(captions);
      if (!isPictures(images)) {
        throw new IllegalArgumentException(
            "Invalid pictures: " + images + " (must be F32 or U8, pictures x 3 x height x width)");
      }

      if (!isMasks(masks, images)) {
        throw new IllegalArgumentException(
            "Invalid masks: "
                + masks
                + " (must be U8 or BOOL and fit the pictures, "
                + images
                + ")");
      }

      if (captions.size() != images.axis(0)) {
        throw new IllegalArgumentException(
            "Invalid captions: "
                + captions.size()
                + " for "
                + images.axis(0)
                + " pictures (must be one a picture)");
      }
    }

    /** Pictures without masks. */
    public static Rows of(HostTensor images, List<String> captions) {
      return new Rows(images, HostTensor.zeros(DType.U8, 0, 1, 1), captions);
    }

    /** The pictures of a batch, its masks where it has them, and the ids of its samples. */
    public static Rows of(HostBatch batch) {
      HostTensor images = batch.tensors().get(ItemField.IMAGE);
      List<String> ids = Collections.nCopies(batch.size(), "");
      Rows rows = of(images, batch.texts().getOrDefault(ItemField.SAMPLE_ID, ids));
      HostTensor masks = batch.tensors().getOrDefault(ItemField.GT_MASK, rows.masks);
      return rows.withMasks(masks);
    }

    /** The same with masks. */
    public Rows withMasks(HostTensor other) {
      return new Rows(images, other, captions);
    }

    boolean hasMasks() {
      return masks.axis(0) > 0;
    }

    Size size() {
      return new Size(images.axis(2), images.axis(3));
    }

    private static boolean isPictures(HostTensor images) {
      boolean pixels = images.type() == DType.F32 || images.type() == DType.U8;
      return pixels && images.rank() == 4 && images.axis(0) > 0 && images.axis(1) == 3;
    }

    private static boolean isMasks(HostTensor masks, HostTensor images) {
      boolean bits = masks.type() == DType.U8 || masks.type() == DType.BOOL;
      return bits && masks.rank() == 3 && (masks.axis(0) == 0 || fits(masks, images));
    }

    private static boolean fits(HostTensor masks, HostTensor images) {
      return masks.axis(0) == images.axis(0)
          && masks.axis(1) == images.axis(2)
          && masks.axis(2) == images.axis(3);
    }
  }

  /** Draws the sheet, RGB; needs neither screen nor fonts. */
  public static BufferedImage draw(Rows rows) {
    return new Page(rows).draw();
  }

  /** Draws the sheet into a PNG file, which appears when it is complete. */
  public static void write(Rows rows, Path png) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(draw(rows), "png", out);
    }

    Path file = png.toAbsolutePath();
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, bytes.toByteArray());
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
