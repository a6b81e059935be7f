package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a type whose resources have an ARN with their account. A resource keeps its ARN when
 * the region of the service is changed.
 *
 * @param region the region in the ARN
 */
record ArnRules(String region) implements ResourceRules {

  private static final Pattern ARN =
      Pattern.compile("arn:aws:apigateway:([a-z0-9-]{1,32}):[0-9]{12}:/.+");

  @Override
  public ArnRules of(Resource stored) {
    String member = stored.id().type().arnMember().orElseThrow();
    Matcher arn = ARN.matcher(String.valueOf(stored.members().get(member)));
    if (!arn.matches()) {
      throw badRequest(member + " is not that of a " + stored.id().type().spokenName());
    }
    return new ArnRules(Objects.requireNonNull(arn.group(1)));
  }

  @Override
  public void validate(Draft draft) {
    if (draft.isNew()) {
      draft.members().put(draft.id().type().arnMember().orElseThrow(), arn(draft.id()));
    }
  }

  private String arn(ResourceId id) {
    StringBuilder arn =
        new StringBuilder("arn:aws:apigateway:%s:%s:".formatted(region, id.accountId()));
    for (int i = 0; i < id.path().size(); i++) {
      arn.append('/').append(id.type().lineage().get(i).collectionSegment());
      arn.append('/').append(id.path().get(i));
    }
    return arn.toString();
  }
}
