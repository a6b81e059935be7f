package dev.patchbay.gateway.recording;

import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.RouteEvent;
import java.util.Map;

/** Records the events of the connections that are recorded, and passes all spans on. */
record RecordingTracer(MessageRecordings recordings, GatewayTracer tracer)
    implements GatewayTracer {

  @Override
  public EventSpan begin(RouteEvent event) {
    return recordings.begin(event, tracer.begin(event));
  }

  @Override
  public RequestSpan begin(
      String operation,
      String apiId,
      String stage,
      String connectionId,
      Iterable<Map.Entry<String, String>> headers) {
    return tracer.begin(operation, apiId, stage, connectionId, headers);
  }

  @Override
  public HttpSpan begin(HttpRequest request, Iterable<Map.Entry<String, String>> headers) {
    return tracer.begin(request, headers);
  }
}
