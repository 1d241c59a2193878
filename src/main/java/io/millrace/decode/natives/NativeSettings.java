package io.millrace.decode.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * How javacpp, which unpacks and calls native libraries, behaves; what the user has set stays.
 *
 * <ul>
 *   <li>Cache: a folder of this user below {@code java.io.tmpdir}, for the home folder of a
 *       cluster's user is often missing or shared. Processes of one machine share it; javacpp locks
 *       it while it unpacks.
 *   <li>Physical memory: javacpp refuses to allocate once the process (the engine's tensors and all
 *       mapped files with it) is larger than four times {@code -Xmx}. What we allocate is closed
 *       where it was made, and its size is bounded by the limits; so this check is off.
 *   <li>Collection by the garbage collector stays on, for other users of javacpp in this process
 *       may rely on it; nothing here does.
 * </ul>
 */
public final class NativeSettings {
  private static final String CACHE = "org.bytedeco.javacpp.cachedir";
  private static final String PHYSICAL = "org.bytedeco.javacpp.maxphysicalbytes";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private NativeSettings() {}

  /** Before the first class of javacpp is used. */
  public static void apply() {
    if (!isSet(CACHE, "org.bytedeco.javacpp.cacheDir")) {
      System.setProperty(CACHE, folder().toString());
    }

    if (!isSet(PHYSICAL, "org.bytedeco.javacpp.maxPhysicalBytes")) {
      System.setProperty(PHYSICAL, "0");
    }
  }

  private static boolean isSet(String... names) {
    for (String name : names) {
      if (System.getProperty(name) != null) {
        return true;
      }
    }

    return false;
  }

  /** One that nobody else can write to: whoever could, would choose the code that runs here. */
  private static Path folder() {
    String user = System.getProperty("user.name", "user").replaceAll("[^\\w-]", "_");
    Path wanted = Path.of(System.getProperty("java.io.tmpdir"), "millrace-javacpp-" + user);
    FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER);
    try {
      try {
        return Files.createDirectory(wanted, ownerOnly);
      } catch (FileAlreadyExistsException e) {
        return isOurs(wanted) ? wanted : Files.createTempDirectory("millrace-javacpp", ownerOnly);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot make the folder "
              + wanted
              + " to unpack native libraries into (set -D"
              + CACHE
              + ")",
          e);
    }
  }

  private static boolean isOurs(Path folder) throws IOException {
    Path own = Files.createTempFile("millrace-javacpp", "");
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))
          && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OWNER);
    } finally {
      Files.delete(own);
    }
  }
}
