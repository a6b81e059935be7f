package dev.patchbay.model;

/**
 * An error as a row of a table has it.
 *
 * @param text AWS's text; names in braces stand for values
 */
public record Refusal(ErrorCode code, String text) {}
