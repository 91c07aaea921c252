package io.tributary.forms.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The options of a choice in their order, looked up by value.
public record Options(List<Option> list, Set<String> values) {
  static Options of(List<Option> list) {
    return new Options(
        List.copyOf(list),
        list.stream().map(Option::value).collect(Collectors.toUnmodifiableSet()));
  }

  boolean offer(String value) {
    return values.contains(value);
  }

  int count() {
    return list.size();
  }
}
