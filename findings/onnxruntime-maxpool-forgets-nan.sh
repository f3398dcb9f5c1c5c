#!/usr/bin/env bash
# ONNX Runtime 1.29.0 (Java, CPU): MaxPool leaves NaN out of its maximum, other maxima do not.
#
# One would expect: a NaN in a window is the window's maximum, as in PyTorch's max_pool1d and in ONNX Runtime's own
# GlobalMaxPool, ReduceMax and Relu. So a network that computes NaN somewhere answers NaN.
# What happens: MaxPool ignores NaN. A window of NaN, -1, 0, 1 gives 1. A window of nothing but NaN gives -3.4028235E38, the
# lowest float, and no sign of NaN is left in what follows.
# Why it matters: a check for NaN at the end of a network with a MaxPool in it misses what broke before the pool, and a
# runtime that is compared with ONNX Runtime on such data differs with good reason.
#
# Needs: a JDK of 17 or later and Maven; seen on x86-64 Linux. Downloads com.microsoft.onnxruntime:onnxruntime:1.29.0.
# Output seen (OpenJDK 17.0.15, x86-64 with AVX-512):
#   MaxPool [NaN, -1.0, 0.0, 1.0, NaN, NaN, NaN, NaN] -> [1.0, -3.4028235E38]
#   GlobalMaxPool -> [NaN]
#   Relu -> [NaN, 0.0, 0.0, 1.0, NaN, NaN, NaN, NaN]
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=com.microsoft.onnxruntime:onnxruntime:1.29.0 -DoutputDirectory="$work" -Dmdep.useBaseVersion=true

cat > "$work/MaxPool.java" <<'JAVA'
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

class MaxPool {
    static final float NAN = Float.NaN;
    static final float[] X = {NAN, -1, 0, 1, NAN, NAN, NAN, NAN};

    public static void main(String[] args) throws Exception {
        float[] windows = run("MaxPool", join(ints("kernel_shape", 4), ints("strides", 4)));
        float[] global = run("GlobalMaxPool", new byte[0]);
        float[] relu = run("Relu", new byte[0]);
        System.out.println("MaxPool " + Arrays.toString(X) + " -> " + Arrays.toString(windows));
        System.out.println("GlobalMaxPool -> " + Arrays.toString(global));
        System.out.println("Relu -> " + Arrays.toString(relu));
        boolean same = Arrays.equals(windows, new float[] {1, -Float.MAX_VALUE})
                && Arrays.equals(global, new float[] {NAN})
                && Arrays.equals(relu, new float[] {NAN, 0, 0, 1, NAN, NAN, NAN, NAN});
        System.exit(same ? 0 : 1);
    }

    static float[] run(String operator, byte[] attributes) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model(operator, attributes));
                OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(X), new long[] {1, 1, X.length});
                OrtSession.Result result = session.run(Map.of("x", x))) {
            FloatBuffer y = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[y.remaining()];
            y.get(values);
            return values;
        }
    }

    // A ModelProto of one node: IR version 8, operator set 13, floats x [1, 1, 8] to y.
    static byte[] model(String operator, byte[] attributes) {
        byte[] node = join(text(1, "x"), text(2, "y"), text(4, operator), attributes);
        byte[] shape = join(field(1, number(1, 1)), field(1, number(1, 1)), field(1, number(1, X.length)));
        byte[] input = join(text(1, "x"), field(2, field(1, join(number(1, 1), field(2, shape)))));
        byte[] output = join(text(1, "y"), field(2, field(1, number(1, 1))));
        byte[] graph = join(field(1, node), text(2, "g"), field(11, input), field(12, output));
        return join(number(1, 8), field(7, graph), field(8, number(2, 13)));
    }

    static byte[] ints(String name, int value) {
        return field(5, join(text(1, name), number(20, 7), number(8, value)));
    }

    static byte[] text(int field, String value) {
        return field(field, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] field(int field, byte[] value) {
        return join(varint(field << 3 | 2), varint(value.length), value);
    }

    static byte[] number(int field, int value) {
        return join(varint(field << 3), varint(value));
    }

    static byte[] varint(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (; value > 127; value >>>= 7) {
            out.write(value & 127 | 128);
        }
        out.write(value);
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
JAVA
if java -cp "$work/onnxruntime-1.29.0.jar" "$work/MaxPool.java"; then
  echo "as described"
else
  echo "this has changed" >&2
  exit 1
fi
