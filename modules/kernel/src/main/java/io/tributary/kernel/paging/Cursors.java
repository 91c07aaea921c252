package io.tributary.kernel.paging;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes and reads cursors that a client can neither read, make nor carry to another list.
public interface Cursors {

  /// @param scope the list with everything that shapes it: its name, the workspace and every filter
  /// @param position the sort key of the last row that was given out
  String encode(String scope, List<String> position);

  /// Signals `InvalidInput` at `?cursor`: `cursor-invalid` if the cursor was made up, changed, or
  /// made for another scope; `cursor-expired` if it is older than a day.
  ///
  /// @return as many parts as were encoded
  List<String> decode(String scope, String cursor);

  /// The position of a list that is sorted by id alone.
  default @Nullable UUID decodeId(String scope, @Nullable String cursor) {
    return cursor == null ? null : UUID.fromString(decode(scope, cursor).getFirst());
  }

  default String encodeId(String scope, UUID id) {
    return encode(scope, List.of(id.toString()));
  }
}
