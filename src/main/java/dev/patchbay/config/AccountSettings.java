package dev.patchbay.config;

import dev.patchbay.model.Limit;
import dev.patchbay.model.TemplatePatch;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the account that the service emulates, and its quotas. */
final class AccountSettings {

  static final Setting<String> ACCOUNT_ID =
      Setting.text(
          "PATCHBAY_ACCOUNT_ID",
          "000000000000",
          Pattern.compile("[0-9]{12}"),
          "12 digits",
          "The AWS account that the service emulates.");

  static final Setting<String> REGION =
      Setting.text(
          "PATCHBAY_REGION",
          "us-east-1",
          Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}"),
          "a region as AWS spells it",
          "The AWS region that the service emulates.");

  static final Setting<TemplatePatch> TEMPLATE_PATCH =
      Setting.oneOf(
          "PATCHBAY_TEMPLATE_PATCH",
          TemplatePatch.REPLACE,
          "Whether an update keeps the templates that it does not name, or replaces the map of"
              + " them.");

  /** As large as the largest request, so that one request can name all that a resource has. */
  static final Setting<Integer> MAX_RESOURCE_BYTES =
      Setting.number(
          "PATCHBAY_MAX_RESOURCE_BYTES",
          Limit.RESOURCE_BYTES.intValue(),
          1024,
          HttpSettings.BODY_BYTES_MAX,
          "The largest resource, as JSON; an update that merges more into it is refused.");

  static final Setting<Integer> MAX_APIS =
      Setting.number("PATCHBAY_MAX_APIS", 1_000, 1, 1_000_000, "APIs in the account.");

  /** AWS's own quota for the integrations and the routes of an API. */
  static final Setting<Integer> MAX_CHILDREN =
      Setting.number(
          "PATCHBAY_MAX_CHILDREN",
          300,
          1,
          1_000_000,
          "Resources in one collection below an API; the default is AWS's quota.");

  /** The default takes 400 kilobytes of Redis for an API; the minimum is a page of a subscriber. */
  static final Setting<Integer> MAX_CHANGES =
      Setting.number(
          "PATCHBAY_MAX_CHANGES",
          2_000,
          100,
          1_000_000,
          "Entries in the change log of an API, of some 200 bytes each; the oldest are trimmed, some"
              + " at a time.");

  /** In the order operators read them. */
  static final List<Setting<?>> ALL =
      List.of(
          ACCOUNT_ID,
          REGION,
          TEMPLATE_PATCH,
          MAX_RESOURCE_BYTES,
          MAX_APIS,
          MAX_CHILDREN,
          MAX_CHANGES);

  private AccountSettings() {}

  static AccountConfig from(Map<String, String> environment) {
    return new AccountConfig(
        ACCOUNT_ID.from(environment),
        REGION.from(environment),
        TEMPLATE_PATCH.from(environment),
        MAX_RESOURCE_BYTES.from(environment),
        quotas(environment),
        MAX_CHANGES.from(environment));
  }

  /** Returns the quotas by the names of their settings, as rows of types name them. */
  private static Map<String, Integer> quotas(Map<String, String> environment) {
    return Stream.of(MAX_APIS, MAX_CHILDREN)
        .collect(Collectors.toMap(Setting::name, setting -> setting.from(environment)));
  }
}
