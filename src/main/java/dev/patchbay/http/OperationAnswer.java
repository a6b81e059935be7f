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
 */
record OperationAnswer(@Nullable String entityTag, @Nullable Buffer body) {

  static final OperationAnswer EMPTY = new OperationAnswer(null, null);

  static OperationAnswer of(Resource resource) {
    return new OperationAnswer(
        EntityTags.of(resource),
        Buffer.buffer(ResourceCodec.encode(resource.id().type().shown(resource.members()))));
  }

  static OperationAnswer of(Map<String, Object> members) {
    return new OperationAnswer(null, Buffer.buffer(ResourceCodec.encode(members)));
  }
}
