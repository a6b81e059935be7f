/**
 * The socket, and the only home of Vert.x Web: routes made from the table of kinds and operations,
 * one handler for all of them, and one place where failures become answers.
 */
@NullMarked
package dev.patchbay.http;

import org.jspecify.annotations.NullMarked;
