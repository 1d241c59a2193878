package io.millrace.report;

import io.millrace.item.DType;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import io.millrace.sample.Contents;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A batch on one page: small pictures with their masks outlined and a caption below each. */
public final class ContactSheet {
  private ContactSheet() {}

  /**
   * What the sheet shows.
   *
   * @param images pictures x 3 x height x width: float32 in [0, 1], or normalised, or uint8; of
   *     clips rows x frames x 3 x height x width
   * @param masks pictures x height x width, set where not 0; 0 pictures long where there are none;
   *     of clips with a mask a frame rows x frames x height x width
   * @param captions one a picture
   * @param strip what else a row has
   */
  public record Rows(HostTensor images, HostTensor masks, List<String> captions, Strip strip) {
    public Rows {
      Objects.requireNonNull(images, "images");
      Objects.requireNonNull(masks, "masks");
      Objects.requireNonNull(strip, "strip");
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

    /** Still pictures with masks. */
    public Rows(HostTensor images, HostTensor masks, List<String> captions) {
      this(images, masks, captions, Strip.STILL);
    }

    /** Still pictures without masks. */
    public static Rows of(HostTensor images, List<String> captions) {
      return new Rows(images, HostTensor.zeros(DType.U8, 0, 1, 1), captions);
    }

    /** What a batch of such samples has, and their ids. */
    public static Rows of(HostBatch batch, Contents contents) {
      HostTensor images = batch.tensors().get(ItemField.IMAGE);
      List<String> ids = Collections.nCopies(batch.size(), "");
      HostTensor depths = batch.tensors().getOrDefault(ItemField.DEPTH_MAP, Strip.STILL.depths());
      HostTensor masks =
          batch.tensors().getOrDefault(ItemField.GT_MASK, HostTensor.zeros(DType.U8, 0, 1, 1));
      return new Rows(
          images,
          masks,
          batch.texts().getOrDefault(ItemField.SAMPLE_ID, ids),
          new Strip(contents.frames(), contents.clips().target(), depths));
    }

    /** The same with masks. */
    public Rows withMasks(HostTensor other) {
      return new Rows(images, other, captions, strip);
    }

    /** A frame of a row, 3 x height x width. */
    HostTensor frame(int row, int panel) {
      HostTensor image = images.slice(row);
      return image.rank() > 3 ? image.slice(panel) : image;
    }

    /** The mask of a row's panel, where it has one. */
    Optional<HostTensor> mask(int row, int panel) {
      int mask = strip.mask(panel);
      if (!hasMasks() || mask < 0) {
        return Optional.empty();
      }

      HostTensor all = masks.slice(row);
      return Optional.of(all.rank() > 2 ? all.slice(mask) : all);
    }

    boolean hasMasks() {
      return masks.axis(0) > 0;
    }

    Size size() {
      return new Size(images.axis(-2), images.axis(-1));
    }

    private static boolean isPictures(HostTensor images) {
      boolean pixels = images.type() == DType.F32 || images.type() == DType.U8;
      boolean axes = images.rank() == 4 || images.rank() == 5;
      return pixels && axes && images.axis(0) > 0 && images.axis(-3) == 3;
    }

    private static boolean isMasks(HostTensor masks, HostTensor images) {
      boolean bits = masks.type() == DType.U8 || masks.type() == DType.BOOL;
      return bits && masks.rank() >= 3 && (masks.axis(0) == 0 || fits(masks, images));
    }

    private static boolean fits(HostTensor masks, HostTensor images) {
      return masks.axis(0) == images.axis(0)
          && masks.axis(-2) == images.axis(-2)
          && masks.axis(-1) == images.axis(-1);
    }
  }

  /** Draws the sheet, RGB; needs neither screen nor fonts. */
  public static BufferedImage draw(Rows rows) {
    return new Page(rows).draw();
  }

  /** Draws the first row alone, without margin and caption. */
  public static BufferedImage tile(Rows rows) {
    return new Page(rows).first();
  }

  /** The file of a picture. */
  public static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return bytes.toByteArray();
  }

  /** Draws the sheet into a PNG file, which appears when it is complete. */
  public static void write(Rows rows, Path png) throws IOException {
    FinishedFile.write(png, png(draw(rows)));
  }
}
