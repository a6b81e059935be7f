package dev.patchbay.config;

/** The settings of the log. */
public record LogConfig(LogFormat format, LogLevel level, AccessLines access) {}
