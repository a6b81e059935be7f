/** The operations, for every type of resource. Only the rules of a type know which type it is. */
@NullMarked
package dev.patchbay.service;

import org.jspecify.annotations.NullMarked;
