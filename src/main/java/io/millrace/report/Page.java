package io.millrace.report;

import io.millrace.item.HostTensor;
import io.millrace.item.Size;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** One sheet while it is drawn. */
final class Page {
  /** Pixels between the pictures of a row. */
  private static final int GAP = 2;

  private final ContactSheet.Rows rows;
  private final Thumbnail thumbnail;
  private final Tones tones;
  private final Sheet sheet;
  private final BufferedImage page;

  Page(ContactSheet.Rows rows) {
    this.rows = rows;
    this.thumbnail = Thumbnail.of(rows.size(), rows.strip().panels());
    this.tones = Tones.of(rows.images());
    this.sheet = Sheet.of(rows.captions().size(), strip(thumbnail.to(), rows.strip().panels()));
    this.page = new BufferedImage(sheet.width(), sheet.height(), BufferedImage.TYPE_INT_RGB);
  }

  BufferedImage draw() {
    int[] paper = new int[sheet.width()];
    Arrays.fill(paper, Sheet.PAPER);
    page.setRGB(0, 0, sheet.width(), sheet.height(), paper, 0, 0);
    for (int i = 0; i < rows.captions().size(); i++) {
      picture(i);
      Letters.draw(page, sheet.caption(i), sheet.fit(rows.captions().get(i)));
    }

    return page;
  }

  /** The first picture alone. */
  BufferedImage first() {
    picture(0);
    Spot corner = sheet.picture(0);
    Size size = sheet.picture();
    return page.getSubimage(corner.x(), corner.y(), size.width(), size.height());
  }

  private static Size strip(Size panel, int panels) {
    return new Size(panel.height(), panels * panel.width() + (panels - 1) * GAP);
  }

  private void picture(int i) {
    for (int panel = 0; panel < rows.strip().panels(); panel++) {
      Spot corner = sheet.picture(i).right(panel * (thumbnail.to().width() + GAP));
      if (panel < rows.strip().frames()) {
        frame(i, panel, corner);
      } else {
        depth(i, corner);
      }
    }
  }

  private void frame(int i, int panel, Spot corner) {
    HostTensor image = rows.frame(i, panel);
    Outline outline =
        rows.mask(i, panel).map(thumbnail::marks).map(Outline::new).orElse(Outline.NONE);
    Size size = thumbnail.to();
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int rgb = outline.has(x, y) ? Sheet.OUTLINE : thumbnail.rgb(image, tones, new Spot(x, y));
        page.setRGB(corner.x() + x, corner.y() + y, rgb);
      }
    }
  }

  private void depth(int i, Spot corner) {
    HostTensor channels = rows.strip().depths().slice(i);
    HostTensor map = channels.slice(channels.axis(0) - 1);
    FalseColors colors = FalseColors.of(map);
    Thumbnail small = new Thumbnail(new Size(map.axis(0), map.axis(1)), thumbnail.to());
    for (int y = 0; y < small.to().height(); y++) {
      for (int x = 0; x < small.to().width(); x++) {
        int rgb = small.depth(map, colors, new Spot(x, y));
        page.setRGB(corner.x() + x, corner.y() + y, rgb);
      }
    }
  }
}
