package dev.patchbay.service;

import dev.patchbay.model.Resource;
import java.util.Map;

/**
 * The rules of a portal product.
 *
 * @param arn the rule of its ARN
 * @param written the sharing policy of a product of an export
 */
record PortalProductRules(ArnRules arn, Map<String, Object> written) implements ResourceRules {

  PortalProductRules(ArnRules arn) {
    this(arn, Map.of());
  }

  @Override
  public ResourceRules of(Resource stored) {
    return new PortalProductRules(
        arn.of(stored), SharingPolicyOperations.written(stored.members()));
  }

  @Override
  public void validate(Draft draft) {
    arn.validate(draft);
    draft.members().putAll(written);
  }
}
