/** Replicas of the packaged jar behind a balancer, restarted under load. */
package dev.patchbay.restart;
