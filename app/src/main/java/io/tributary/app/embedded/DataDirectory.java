package io.tributary.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What the embedded server keeps between runs: its data and its superuser's password. One running
/// service holds it at a time.
final class DataDirectory implements AutoCloseable {
  /// Whoever needs a new segment writes it full of zeros while everybody who commits waits: for the
  /// usual 16 MB 35 to 56 ms, on a database that has none for use once more.
  private static final int WAL_SEGMENT_MEGABYTES = 1;

  static final String USER = "tributary";
  static final String DATABASE = "tributary";
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(3);
  private static final int PASSWORD_BYTES = 24;

  private final EmbeddedSettings settings;
  private final FileChannel lockFile;
  private final String password;

  private DataDirectory(EmbeddedSettings settings, FileChannel lockFile, String password) {
    this.settings = settings;
    this.lockFile = lockFile;
    this.password = password;
  }

  /// @throws EmbeddedDatabaseFailure if another service uses the directory, or it is not writable
  static DataDirectory open(EmbeddedSettings settings) {
    var directory = settings.directory();
    try {
      Files.createDirectories(directory);
      return new DataDirectory(settings, lock(directory.resolve("lock")), password(directory));
    } catch (IOException e) {
      throw new EmbeddedDatabaseFailure(
          "cannot use " + directory + " for the embedded database: " + e, e);
    }
  }

  /// The operating system frees the lock however its holder ends.
  private static FileChannel lock(Path path) throws IOException {
    var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(file) == null) {
      file.close();
      throw new EmbeddedDatabaseFailure(
          path.getParent()
              + " is in use by another running service; stop it, or choose another directory by "
              + "TRIBUTARY_EMBEDDED_DATA_DIRECTORY");
    }
    return file;
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  private static String password(Path directory) throws IOException {
    var path = directory.resolve("postgres-password");
    if (!Files.exists(path)) {
      var random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      var beside = directory.resolve("postgres-password.new");
      Files.deleteIfExists(beside);
      Files.createFile(
          beside,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(beside, HexFormat.of().formatHex(random));
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(path).strip();
  }

  /// Makes the database once; what an interrupted attempt left is made anew.
  void initialize(ServerPrograms programs) {
    if (Files.exists(settings.data().resolve("PG_VERSION"))) {
      return;
    }
    var beside = settings.directory().resolve("postgres.new");
    try {
      Directories.delete(beside);
      initialize(programs, beside);
      Files.move(beside, settings.data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + settings.data(), e);
    }
  }

  private void initialize(ServerPrograms programs, Path beside) {
    programs
        .run(
            INITDB_LIMIT,
            "initdb",
            "--wal-segsize=" + WAL_SEGMENT_MEGABYTES,
            "--pgdata=" + beside,
            "--username=" + USER,
            "--pwfile=" + settings.directory().resolve("postgres-password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8")
        .orFail("create the embedded database");
    programs
        .feed(
            "CREATE DATABASE " + DATABASE + "\n",
            INITDB_LIMIT,
            "postgres",
            "--single",
            "-D",
            beside.toString(),
            "postgres")
        .orFail("create the embedded database");
  }

  Path data() {
    return settings.data();
  }

  String url(int port) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(USER, password, port, DATABASE);
  }

  String password() {
    return password;
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
