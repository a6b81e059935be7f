package dev.patchbay.config;

import dev.patchbay.model.TemplatePatch;

/**
 * The AWS account that the service plays, and its quotas.
 *
 * @param accountId 12 digits
 * @param region as AWS spells it
 * @param templatePatch how updates treat maps
 * @param apisMax APIs in the account
 * @param resourceBytesMax of the JSON of a resource
 * @param childrenMax resources in one collection below an API
 * @param changesMax changes in the trail of an API
 */
public record AccountConfig(
    String accountId,
    String region,
    TemplatePatch templatePatch,
    int resourceBytesMax,
    int apisMax,
    int childrenMax,
    int changesMax) {}
