package dev.nacre.compiler.random;

import java.util.List;
import java.util.stream.Collectors;

/** The declaration of a block. The value of a parameter is its default, and empty when it has none. */
record Block(String name, List<Argument> parameters, List<Item> body) {

    Block {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    Block with(List<Item> other) {
        return new Block(name, parameters, other);
    }

    String text() {
        String list = parameters.stream()
                .map(parameter -> parameter.value().isEmpty() ? parameter.name() : parameter.text())
                .collect(Collectors.joining(", ", "(", ")"));
        return "block " + name + (parameters.isEmpty() ? "" : list) + " < " + Item.text(body) + " >";
    }
}
