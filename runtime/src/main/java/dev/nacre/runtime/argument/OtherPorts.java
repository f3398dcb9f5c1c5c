package dev.nacre.runtime.argument;

/** What methods for one input and one output say when the model has others. */
public final class OtherPorts {

    private OtherPorts() {}

    /** For a call of such a method. */
    public static IllegalArgumentException refusal(String method) {
        return new IllegalArgumentException("The model does not have one input and one output, both of float: give "
                + method + " an array for each port of its signature, or PortArrays");
    }
}
