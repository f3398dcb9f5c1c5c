package dev.nacre.compiler.random;

/**
 * An argument as it is written.
 *
 * @param name empty for one that has a position
 */
record Argument(String name, String value) {

    String text() {
        return name.isEmpty() ? value : name + " = " + value;
    }

    Argument with(String other) {
        return new Argument(name, other);
    }
}
