/**
 * The composition root: builds the parts, wires them, starts and drains them, and reports their
 * health. Adapters are named here and nowhere above. {@link dev.patchbay.server.PatchbayServer} is
 * for the commands and for contract mode.
 */
@NullMarked
package dev.patchbay.server;

import org.jspecify.annotations.NullMarked;
