package dev.patchbay.gateway.http;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** The custom domain names, which map the beginning of a path to a stage. Of one event loop. */
public interface DomainMappings {

  /**
   * A stage of an API.
   *
   * @param apiId of the API
   */
  record MappedStage(String apiId, String stage) {}

  /**
   * Finds the stages of a domain name by the keys of their mappings; a mapping without a key has
   * the empty text.
   *
   * @return empty where there is no such domain name; fails where the store cannot be read
   */
  Future<Optional<Map<String, MappedStage>>> find(String domainName);
}
