package dev.patchbay.bench;

import dev.patchbay.bench.load.Load;
import dev.patchbay.embedded.AppendFsync;

/**
 * One line of the table.
 *
 * @param perSecond the rate of an open loop; 0 for a closed one
 * @param fsync when Redis writes its log to the disk
 * @param set which resources, as {@link Bed} seeds them
 * @param floor the name of the row that it is compared with; empty for none
 */
record Row(
    String name,
    String what,
    Target target,
    Load load,
    String set,
    int connections,
    double perSecond,
    AppendFsync fsync,
    String floor) {}
