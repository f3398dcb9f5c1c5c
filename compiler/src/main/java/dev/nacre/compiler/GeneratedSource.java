package dev.nacre.compiler;

/**
 * A generated Java file.
 *
 * @param path below the output directory, with {@code /}: {@code com/acme/nets/Scorer.java}
 */
public record GeneratedSource(String path, String text) {}
