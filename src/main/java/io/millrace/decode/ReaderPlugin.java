package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The ImageIO readers that are used. The JDK's own are in the registry. Those of a jar are looked
 * up with this class's loader instead: the registry is filled once, by whichever thread comes
 * first, and on a Spark executor that thread may not see the user's jars.
 */
final class ReaderPlugin {
  static final ReaderPlugin JPEG = new ReaderPlugin("jpeg", ReaderPlugin::registered);
  static final ReaderPlugin WEBP = new ReaderPlugin("webp", ReaderPlugin::onClassPath);

  private final String format;
  private final Supplier<Iterator<ImageReaderSpi>> candidates;
  private volatile ImageReaderSpi found;

  private ReaderPlugin(String format, Supplier<Iterator<ImageReaderSpi>> candidates) {
    this.format = format;
    this.candidates = candidates;
  }

  private static Iterator<ImageReaderSpi> registered() {
    return IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
  }

  private static Iterator<ImageReaderSpi> onClassPath() {
    return ServiceLoader.load(ImageReaderSpi.class, ReaderPlugin.class.getClassLoader()).iterator();
  }

  /** A new reader; the caller disposes of it. */
  ImageReader open() throws UnreadableException {
    ImageReaderSpi spi = found;
    if (spi == null) {
      spi = search();
      found = spi;
    }

    try {
      return spi.createReaderInstance();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot create the ImageIO reader for " + format, e);
    }
  }

  /** The JDK's reader is preferred, because the pixels of JPEG readers differ. */
  private ImageReaderSpi search() throws UnreadableException {
    ImageReaderSpi other = null;
    Iterator<ImageReaderSpi> all = candidates.get();
    while (all.hasNext()) {
      ImageReaderSpi spi = all.next();
      if (Arrays.asList(spi.getFormatNames()).contains(format)) {
        other = spi;
        if (spi.getClass().getName().startsWith("com.sun.")) {
          return spi;
        }
      }
    }

    if (other == null) {
      throw Broken.unsupported("needs an ImageIO reader for " + format + ", and none is installed");
    }

    return other;
  }
}
