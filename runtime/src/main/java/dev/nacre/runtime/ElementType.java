package dev.nacre.runtime;

/** What numbers are: those of a port as Java has them, those of weights as safetensors names them. */
public enum ElementType {
    /** Of a port: values, in a {@code float[]}. */
    FLOAT,
    /** Of a port: indices, in an {@code int[]}; there are no gradients of them. */
    INT,
    /** Of weights: floats. */
    F32,
    /** Of weights: 16 bits with the range of floats and eight bits of precision, the upper half of a float. */
    BF16,
    /** Of weights: 16 bits with eleven bits of precision, up to 65504; IEEE 754 binary16. */
    F16
}
