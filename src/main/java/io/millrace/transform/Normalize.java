package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.Size;
import io.millrace.sample.Field;
import java.util.List;

/**
 * (x - mean) / std for each channel of the picture, in float32 with a true division, like
 * torchvision's; masks and depth maps pass unchanged.
 *
 * @param mean of red, green, blue, for values in [0, 1]
 * @param std deviation of red, green, blue, above 0
 */
public record Normalize(List<Float> mean, List<Float> std) implements Transform {
  /** Mean and deviation of ImageNet, as the reference's PreProcessor has them. */
  public static final Normalize IMAGENET =
      new Normalize(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

  public Normalize {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(value -> !(value > 0))) {
      throw new IllegalArgumentException(
          "Invalid Normalize: mean " + mean + ", std " + std + " (three of each, std above 0)");
    }
  }

  @Override
  public String canonical() {
    return "{\"op\":\"Normalize\",\"mean\":%s,\"std\":%s}".formatted(mean, std).replace(" ", "");
  }

  @Override
  public Size outputSize(Size input) {
    return input;
  }

  @Override
  public PlaneSink into(PlaneSink next, Size input, FieldChance field) {
    if (field.field() != Field.IMAGE) {
      return next;
    }

    float[] output = new float[input.width()];
    return (channel, y, values) -> {
      float shift = mean.get(channel);
      float scale = std.get(channel);
      for (int x = 0; x < output.length; x++) {
        output[x] = (values[x] - shift) / scale;
      }
      next.row(channel, y, output);
    };
  }
}
