package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.Size;
import io.millrace.item.Slots;
import io.millrace.sample.Contents;
import java.nio.ByteBuffer;

/** One row whose memory is made once the picture's size is known. */
final class OwnSlots implements Places {
  private final Recipe recipe;
  private final Contents contents;
  private Slots slots;

  OwnSlots(Recipe recipe, Contents contents) {
    this.recipe = recipe;
    this.contents = contents;
  }

  @Override
  public SlotRow at(Size output) {
    if (slots == null) {
      BatchLayout layout = new BatchLayout(output, recipe.precision(), contents);
      int bytes = Math.toIntExact(layout.batchBytes(1));
      slots = new Slots(layout, 1, ByteBuffer.allocateDirect(bytes));
    }

    return new SlotRow(slots, 0);
  }

  /** The row, once a picture has begun. */
  Slots slots() {
    return slots;
  }
}
