/**
 * Contract mode: the whole service on a Redis that can be spoilt, and an endpoint by which
 * verifiers of contracts bring it into the states that the contracts name. Faults are made around
 * the service, by a second replica, by a relay before Redis and by a gateway that signs requests;
 * nothing inside of it knows that they are made. What is here may block, on threads of its own.
 */
@NullMarked
package dev.patchbay.provider;

import org.jspecify.annotations.NullMarked;
