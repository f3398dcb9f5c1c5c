/**
 * The layers of the language: a rule for each, which knows its arguments, the shape of its output and its parameters. Nothing here
 * knows names, chains, blocks or files, which are the checker's; a rule sees a {@link LayerSite} alone.
 */
@NullMarked
package dev.nacre.compiler.check.layer;

import org.jspecify.annotations.NullMarked;
