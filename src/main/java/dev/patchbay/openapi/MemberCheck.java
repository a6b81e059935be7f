package dev.patchbay.openapi;

import java.util.Map;

/** The check of a request's members against the schema of its operation. */
@FunctionalInterface
public interface MemberCheck {

  /**
   * Checks members.
   *
   * @return the members that the operation knows
   * @throws dev.patchbay.model.ServiceException where the schema refuses
   */
  Map<String, Object> check(String operationName, Map<String, Object> members);
}
