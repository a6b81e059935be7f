package dev.patchbay.config;

import java.nio.file.Path;

/**
 * The embedded Redis, which runs when no URI is set.
 *
 * @param dataDirectory where it keeps its data
 * @param fsync when a write reaches the disk
 */
public record EmbeddedConfig(Path dataDirectory, Fsync fsync) {}
