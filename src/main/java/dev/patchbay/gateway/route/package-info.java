/**
 * Immutable snapshots of deployed APIs: their routes with integrations, checks and limits, and the
 * cache of the snapshots.
 */
@NullMarked
package dev.patchbay.gateway.route;

import org.jspecify.annotations.NullMarked;
