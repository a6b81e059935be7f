package dev.patchbay.http;

import dev.patchbay.console.ConsoleFile;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The components for serving the console.
 *
 * @param files by their paths below the console's own
 * @param gateway the address to which the console may open WebSockets; empty where there is none
 */
public record ConsoleAccess(Map<String, ConsoleFile> files, Supplier<Optional<String>> gateway) {}
