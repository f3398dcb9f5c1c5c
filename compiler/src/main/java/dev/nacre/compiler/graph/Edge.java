package dev.nacre.compiler.graph;

import java.util.Optional;

/** An arrow from one box to another; values have their shape on it where their way splits or several come together. */
record Edge(String from, String to, Optional<String> label) {}
