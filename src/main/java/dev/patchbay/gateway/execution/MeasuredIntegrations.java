package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.execution.IntegrationMeter.Ending;
import io.vertx.core.Future;
import java.util.function.LongSupplier;

/** Measures the calls of backends. */
public final class MeasuredIntegrations implements Integrations {

  private final Integrations integrations;
  private final IntegrationMeter meter;
  private final LongSupplier nanoClock;

  public MeasuredIntegrations(
      Integrations integrations, IntegrationMeter meter, LongSupplier nanoClock) {
    this.integrations = integrations;
    this.meter = meter;
    this.nanoClock = nanoClock;
  }

  @Override
  public Future<BackendReply> call(IntegrationCall call) {
    long begunNanos = nanoClock.getAsLong();
    return integrations
        .call(call)
        .onComplete(
            (reply, failure) ->
                meter.called(
                    call.integration().integration().type(),
                    Ending.of(failure),
                    nanoClock.getAsLong() - begunNanos));
  }
}
