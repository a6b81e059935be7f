/** Access logs, execution logs and failures, one line for each event. */
@NullMarked
package dev.patchbay.gateway.log;

import org.jspecify.annotations.NullMarked;
