package dev.nacre.compiler.model;

/**
 * The size of an axis that is known when the model is called, {@code T <= 512} in the language. Axes of one length are equally
 * long in every sample.
 *
 * @param bound the largest it may be; the smallest is 1
 */
public record Length(String name, int bound) {

    /** What generated code calls the local variable with a sample's length of that name. */
    public static String variable(String name) {
        return "length" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
