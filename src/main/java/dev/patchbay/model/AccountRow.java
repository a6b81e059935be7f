package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.MemberKind.TEXT;

import java.util.regex.Pattern;

/**
 * The row of the settings of an account, and the two operations of the REST API that read and
 * change them. An account that has set nothing has no resource.
 */
final class AccountRow {

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private static final String PATH = "/account";

  private AccountRow() {}

  static ResourceType root() {
    return ResourceType.named("Account", "account")
        .givenId(
            "accountId",
            ACCOUNT,
            new Refusal(ErrorCode.BAD_REQUEST, "The identifier of an account has twelve digits"))
        .internal()
        .members(input("cloudwatchRoleArn", TEXT))
        .build();
  }

  static Operation get(ResourceType account) {
    return new Operation("GetAccount", account, "GET", PATH, 200);
  }

  static Operation update(ResourceType account) {
    return new Operation("UpdateAccount", account, "PATCH", PATH, 200);
  }
}
