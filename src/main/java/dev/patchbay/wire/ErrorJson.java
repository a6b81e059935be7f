package dev.patchbay.wire;

import dev.patchbay.model.ServiceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of an error, as the AWS model defines it: {@code message}, and the further members of
 * its shape.
 */
public final class ErrorJson {

  private ErrorJson() {}

  /** Writes {@code {"message": ...}} and the error's details after it, in the order of names. */
  public static byte[] encode(ServiceException error) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("message", error.message());
    members.putAll(new TreeMap<>(error.details()));
    return ResourceCodec.encode(members);
  }
}
