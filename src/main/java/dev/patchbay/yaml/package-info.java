/**
 * Reads and writes YAML 1.2 within limits. {@link dev.patchbay.yaml.YamlDocument} reads a map, and
 * {@link dev.patchbay.yaml.YamlText} writes one.
 */
@NullMarked
package dev.patchbay.yaml;

import org.jspecify.annotations.NullMarked;
