package io.tributary.kernel.web;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads a body to its end although parts of it do not fit, and then refuses it with every fault:
/// unknown properties and values of a wrong type, each at its place.
final class FaultCollectingDecoder extends JacksonJsonDecoder {
  private static final String FAULTS = FaultCollectingDecoder.class.getName();

  FaultCollectingDecoder(JsonMapper mapper) {
    super(mapper.rebuild().addHandler(new FaultCollector(FAULTS)).build());
  }

  @Override
  public Object decode(
      DataBuffer buffer,
      ResolvableType type,
      @Nullable MimeType mimeType,
      @Nullable Map<String, Object> hints) {
    List<Fault> faults = new ArrayList<>();
    Map<String, Object> withFaults = hints == null ? new HashMap<>() : new HashMap<>(hints);
    withFaults.put(FAULTS, faults);
    var value = super.decode(buffer, type, mimeType, withFaults);
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
    return value;
  }

  @Override
  protected ObjectReader customizeReader(
      ObjectReader reader, ResolvableType type, @Nullable Map<String, Object> hints) {
    var faults = hints == null ? null : hints.get(FAULTS);
    return faults == null ? reader : reader.withAttribute(FAULTS, faults);
  }
}
