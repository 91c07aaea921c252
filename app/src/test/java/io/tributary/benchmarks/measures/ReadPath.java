package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.rig.Scene;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/// A GET with different arguments in turn.
///
/// @param name of its row
/// @param what it reads, in words
/// @param paths below the workspace, such as `/leads`
record ReadPath(Scene scene, String name, String what, List<String> paths) {

  LongFunction<byte[]> requests() {
    return inTurn(scene::read);
  }

  /// Past what the service keeps.
  LongFunction<byte[]> freshRequests() {
    return inTurn(scene::readFresh);
  }

  private LongFunction<byte[]> inTurn(Function<String, byte[]> request) {
    var prepared = paths.stream().map(request).toList();
    return n -> prepared.get((int) (n % prepared.size()));
  }

  /// Of its first answer, in bytes.
  int size(io.tributary.packaged.ServiceHttp http) throws IOException {
    var answer = http.get(scene.path(paths.getFirst()), scene.apiKey());
    if (!answer.succeeded()) {
      throw new IllegalStateException(paths.getFirst() + ": " + answer);
    }
    return answer.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
