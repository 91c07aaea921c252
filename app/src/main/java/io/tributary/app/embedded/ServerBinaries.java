package io.tributary.app.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, as the artefact carries them for this platform.
final class ServerBinaries {
  private static final int OWNER_EXECUTES = 0100;

  private ServerBinaries() {}

  /// Unpacks the programs once below `target`.
  ///
  /// @return the directory that holds `bin`, `lib` and `share`
  static Path unpack(Path target) {
    var archive = "/postgres-%s-%s.txz".formatted(system(), processor());
    try (var packed = ServerBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new EmbeddedDatabaseFailure(
            "this artefact carries no PostgreSQL for "
                + archive.substring("/postgres-".length(), archive.length() - ".txz".length())
                + ": set TRIBUTARY_DATABASE_URL to postgresql://owner:password@host:port/database");
      }
      var home = target.resolve("postgresql-" + sizeOf(archive));
      if (!Files.isDirectory(home)) {
        unpack(packed, home);
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL to " + target, e);
    }
  }

  /// Another version's archive has another size; hashing it at each start would take longer than
  /// the start.
  private static long sizeOf(String archive) throws IOException {
    var url = ServerBinaries.class.getResource(archive);
    return url == null ? 0 : url.openConnection().getContentLengthLong();
  }

  /// Beside its place first, so that what was interrupted is never taken for complete.
  private static void unpack(InputStream packed, Path home) throws IOException {
    Files.createDirectories(home.getParent());
    var beside = Files.createTempDirectory(home.getParent(), "unpacking");
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, beside);
      }
    }
    try {
      Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException taken) {
      Directories.delete(beside);
      if (!Files.isDirectory(home)) {
        throw taken;
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    var path = root.resolve(entry.getName()).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("an entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(path, root.resolve(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      Files.setPosixFilePermissions(path, permissions(entry));
    }
  }

  private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
    var permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((entry.getMode() & OWNER_EXECUTES) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : name.replaceAll("[^a-z].*", "");
  }

  private static String processor() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      case String other -> other;
    };
  }
}
