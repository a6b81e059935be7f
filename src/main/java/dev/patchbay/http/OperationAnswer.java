package dev.patchbay.http;

import dev.patchbay.model.Resource;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an operation that succeeded.
 *
 * @param entityTag null where no single resource is answered
 * @param body null for none
 * @param contentType of the body
 */
record OperationAnswer(@Nullable String entityTag, @Nullable Buffer body, String contentType) {

  /** An answer in JSON. */
  OperationAnswer(@Nullable String entityTag, @Nullable Buffer body) {
    this(entityTag, body, "application/json");
  }

  static final OperationAnswer EMPTY = new OperationAnswer(null, null);

  static OperationAnswer of(Resource resource) {
    return new OperationAnswer(
        EntityTags.of(resource),
        Buffer.buffer(ResourceCodec.encode(resource.id().type().answer(resource.members()))));
  }

  static OperationAnswer of(Map<String, Object> members) {
    return new OperationAnswer(null, Buffer.buffer(ResourceCodec.encode(members)));
  }
}
