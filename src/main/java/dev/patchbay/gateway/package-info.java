/**
 * The data plane: clients connect to a stage, send messages, and get the answer of the integration
 * of the selected route. The classes here take the requests of one event loop and put the packages
 * below together.
 */
@NullMarked
package dev.patchbay.gateway;

import org.jspecify.annotations.NullMarked;
