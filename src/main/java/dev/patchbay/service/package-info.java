/**
 * What the operations do, once for every kind of resource. The rules of the kinds are the only code
 * that knows one kind from another.
 */
@NullMarked
package dev.patchbay.service;

import org.jspecify.annotations.NullMarked;
