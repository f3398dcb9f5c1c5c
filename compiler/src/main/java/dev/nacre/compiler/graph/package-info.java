/** A model as a picture: text that Mermaid or Graphviz draws. */
@NullMarked
package dev.nacre.compiler.graph;

import org.jspecify.annotations.NullMarked;
