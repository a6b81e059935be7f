package dev.patchbay.config;

import dev.patchbay.model.TemplatePatch;
import java.util.Map;

/**
 * The AWS account that the service emulates, and its quotas.
 *
 * @param accountId 12 digits
 * @param region as AWS spells it
 * @param templatePatch how updates treat maps
 * @param resourceBytesMax of the JSON of a resource
 * @param quotas how many resources a collection takes, by the setting that says it
 * @param changesMax entries in the change log of an API
 */
public record AccountConfig(
    String accountId,
    String region,
    TemplatePatch templatePatch,
    int resourceBytesMax,
    Map<String, Integer> quotas,
    int changesMax) {}
