/**
 * A deployed API that does not change: its routes with their integrations, checks and limits, and
 * where snapshots of it come from.
 */
@NullMarked
package dev.patchbay.gateway.route;

import org.jspecify.annotations.NullMarked;
