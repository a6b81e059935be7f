/**
 * The kit with which consumers test the behaviour that they rely on: names of provider states,
 * bodies with matchers, and a JUnit extension that runs the service. An island, published as a jar
 * of its own; the only home of Pact.
 */
@NullMarked
package dev.patchbay.contract;

import org.jspecify.annotations.NullMarked;
