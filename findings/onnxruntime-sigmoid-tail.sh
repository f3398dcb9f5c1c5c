#!/usr/bin/env bash
# ONNX Runtime 1.29.0 (Java, CPU): the tail of Sigmoid is neither accurate nor monotone, and ends at exactly 0.
#
# One would expect: sigmoid(x) for negative x is about exp(x), to a few units in the last place of a float, as PyTorch's is down
# to 1e-38; and a larger x never has a smaller sigmoid.
# What happens: the error is absolute, about 1e-7, and not relative. sigmoid(-17) is twice its value and larger than
# sigmoid(-16), which is half of its value; from -18 on it is exactly 0, where 1.5e-8 would be right.
# Why it matters: ranking rare events by such probabilities changes their order, and their logarithm (a log loss) is -infinity at
# a logit of -18. Ask such a network for its logits. Comparing another runtime's sigmoid with this one by relative error fails.
#
# Needs: a JDK of 17 or later and Maven; seen on x86-64 Linux. Downloads com.microsoft.onnxruntime:onnxruntime:1.29.0.
# Output seen (OpenJDK 17.0.15, x86-64 with AVX-512; the digits may differ on other processors, what is checked does not):
#   sigmoid(-8) = 0.0003354, exact 0.0003354
#   sigmoid(-10) = 4.539e-05, exact 4.540e-05
#   sigmoid(-12) = 6.109e-06, exact 6.144e-06
#   sigmoid(-14) = 7.749e-07, exact 8.315e-07
#   sigmoid(-16) = 5.960e-08, exact 1.125e-07
#   sigmoid(-17) = 8.941e-08, exact 4.140e-08
#   sigmoid(-18) = 0.000, exact 1.523e-08
#   sigmoid(-20) = 0.000, exact 2.061e-09
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=com.microsoft.onnxruntime:onnxruntime:1.29.0 -DoutputDirectory="$work" -Dmdep.useBaseVersion=true

cat > "$work/SigmoidTail.java" <<'JAVA'
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

class SigmoidTail {
    static final float[] X = {-8, -10, -12, -14, -16, -17, -18, -20};

    public static void main(String[] args) throws Exception {
        float[] y = run("Sigmoid", new byte[0]);
        for (int i = 0; i < X.length; i++) {
            System.out.printf(Locale.ROOT, "sigmoid(%.0f) = %.4g, exact %.4g%n", X[i], y[i], exact(X[i]));
        }
        boolean accurateAtFirst = Math.abs(y[0] / exact(X[0]) - 1) < 1e-3;
        boolean inaccurate = Math.abs(y[4] / exact(X[4]) - 1) > 0.25 && Math.abs(y[5] / exact(X[5]) - 1) > 0.25;
        boolean notMonotone = y[5] > y[4];
        boolean zero = y[6] == 0 && y[7] == 0;
        System.exit(accurateAtFirst && inaccurate && notMonotone && zero ? 0 : 1);
    }

    static double exact(double x) {
        return 1 / (1 + Math.exp(-x));
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
if java -cp "$work/onnxruntime-1.29.0.jar" "$work/SigmoidTail.java"; then
  echo "as described"
else
  echo "this has changed" >&2
  exit 1
fi
