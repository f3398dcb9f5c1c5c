/** Sentences as points: a pretrained transformer that finds what means the same, in plain Java. */
package dev.nacre.examples.embeddings;
