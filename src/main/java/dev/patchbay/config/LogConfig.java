package dev.patchbay.config;

/** What is logged, and how. */
public record LogConfig(LogFormat format, LogLevel level, AccessLines access) {}
