package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTecAD;
import io.millrace.datasets.Place;
import io.millrace.decode.Decoding;
import io.millrace.item.BatchLayout;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.sample.Source;
import io.millrace.sample.Task;
import io.millrace.transform.CenterCrop;
import io.millrace.transform.Compose;
import io.millrace.transform.Interpolation;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.RandomVerticalFlip;
import io.millrace.transform.Resize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an executor is sent in order to list, decode and transform. */
class TravelTest {
  private static final Compose EVERYTHING =
      Compose.of(
          Resize.exact(3, 4).with(Interpolation.BICUBIC).with(Resize.Antialias.OFF),
          new RandomHorizontalFlip(0.5),
          new RandomVerticalFlip(0.25),
          new CenterCrop(2, 2),
          Normalize.IMAGENET);

  @ParameterizedTest
  @MethodSource
  void valuesArriveAsTheyLeft(Serializable value) throws Exception {
    assertThat(sent(value)).isEqualTo(value).hasSameHashCodeAs(value);
  }

  static Stream<Serializable> valuesArriveAsTheyLeft() {
    return Stream.of(
        new Recipe(EVERYTHING, Precision.FLOAT32, Task.SEGMENTATION, 0, Decoding.standard()),
        new BatchLayout(new Size(3, 4), Precision.UINT8, Task.CLASSIFICATION),
        MVTecAD.at("/m").categories("b", "a"),
        Folder.at("f", "/f").normalDir("a", "b").maskDir("m").extensions(".png"),
        new Place("/f", "a", "", "normal", "normal/"),
        new Source("/f/1.png", 5),
        new Finding(Reason.CORRUPT, "1.png", "/f/1.png", "is damaged"));
  }

  private static Object sent(Serializable value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
