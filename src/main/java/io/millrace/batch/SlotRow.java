package io.millrace.batch;

import io.millrace.item.Slots;

/** A row of a batch under construction. */
record SlotRow(Slots slots, int row) {}
