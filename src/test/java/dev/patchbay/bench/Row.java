package dev.patchbay.bench;

import dev.patchbay.bench.load.Load;

/**
 * One line of the table.
 *
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
    String floor) {}
