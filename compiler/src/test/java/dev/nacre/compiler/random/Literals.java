package dev.nacre.compiler.random;

import java.util.List;
import java.util.function.BooleanSupplier;

/** The numbers that items are written with, which may have names. */
final class Literals {

    private Literals() {}

    static List<String> of(List<Item> items) {
        return items.stream()
                .flatMap(Item::all)
                .flatMap(item -> item.arguments().stream())
                .flatMap(argument -> Numbers.literals(argument.value()).stream())
                .toList();
    }

    static List<Item> replaced(List<Item> items, String literal, String other, BooleanSupplier some) {
        return items.stream()
                .map(item -> item.mapArguments(
                        argument -> argument.with(Numbers.replaced(argument.value(), literal, other, some))))
                .toList();
    }
}
