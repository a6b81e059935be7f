package dev.patchbay.service;

import dev.patchbay.model.ResourceType;
import java.util.random.RandomGenerator;

/** Makes identifiers in AWS's form, {@code [a-z0-9]} in the length that the row of a type says. */
public final class IdGenerator {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final RandomGenerator random;

  /**
   * Draws from a source.
   *
   * @param random one that cannot be guessed, for an identifier must not betray the next one
   */
  public IdGenerator(RandomGenerator random) {
    this.random = random;
  }

  public String next(ResourceType type) {
    StringBuilder id = new StringBuilder(type.identifier().length());
    for (int i = 0; i < type.identifier().length(); i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
