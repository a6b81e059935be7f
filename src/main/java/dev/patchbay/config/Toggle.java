package dev.patchbay.config;

/** A part of the service that runs or does not. */
enum Toggle {
  ON,
  OFF
}
