package dev.nacre.compiler.random;

/** A port of a signature; the only output may have no name. */
record Port(String name, String type) {

    Port with(String other) {
        return new Port(name, other);
    }

    String text() {
        return name.isEmpty() ? type : name + ": " + type;
    }
}
