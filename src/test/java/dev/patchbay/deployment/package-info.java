/**
 * The manifests, alerts, dashboard and image by which the service is deployed. They are rendered
 * and checked here with a JDK alone; where kubectl or promtool are on the path, they have their say
 * too.
 */
@NullMarked
package dev.patchbay.deployment;

import org.jspecify.annotations.NullMarked;
