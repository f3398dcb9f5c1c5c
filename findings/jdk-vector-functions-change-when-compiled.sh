#!/usr/bin/env bash
# OpenJDK 17.0.15 and 25.0.3, jdk.incubator.vector on x86-64: what tanh, cosh, cbrt … of a vector are depends on whether HotSpot
# has compiled the call yet.
#
# One would expect: FloatVector.lanewise(VectorOperators.TANH) of the same numbers is the same, however often it is called. Its
# documentation allows an error of an ulp or more, and lets it differ from Math.tanh; a program that never mixes the two seems safe.
# What happens: interpreted calls compute lane by lane with Java's scalar functions, compiled ones call a vector library that is
# part of the JDK. So some of the results change their last bit while a program runs, at a moment that nobody chooses: of 3,200
# random numbers 25 for tanh, 132 for cosh, 178 for cbrt with 512-bit vectors on both JDKs. Which functions agree depends on
# the width: log did with 512 bits, and not with 256.
# Why it matters: the same input has two answers in one process, and two replicas that have been up for different times disagree.
# Tests do not show it, since they end before anything is compiled. Who needs the same bits has to write such functions with
# fma, +, - and *, which are exact everywhere.
#
# Needs: a JDK of 17 or later for x86-64 with the module jdk.incubator.vector. Downloads nothing.
# Output seen (OpenJDK 17.0.15 and Temurin 25.0.3, AMD EPYC with AVX-512; counts differ with the width of the vectors):
#   TANH: 25 of 3200 change, such as 1.0164098: 0.76840013, later 0.7684002
#   COSH: 132 of 3200 change, such as 0.91002434: 1.4434487, later 1.4434488
#   CBRT: 178 of 3200 change, such as 0.91002434: 0.9690608, later 0.9690607
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/Twice.java" <<'JAVA'
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

class Twice {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    interface Function {
        void apply(float[] x, float[] y, int at);
    }

    public static void main(String[] args) {
        int changed = change("TANH", Twice::tanh) + change("COSH", Twice::cosh) + change("CBRT", Twice::cbrt);
        System.exit(changed > 0 ? 0 : 1);
    }

    // The operator has to be a constant where it is used, or HotSpot does not compile it to vector code.
    static void tanh(float[] x, float[] y, int at) {
        FloatVector.fromArray(SPECIES, x, at).lanewise(VectorOperators.TANH).intoArray(y, at);
    }

    static void cosh(float[] x, float[] y, int at) {
        FloatVector.fromArray(SPECIES, x, at).lanewise(VectorOperators.COSH).intoArray(y, at);
    }

    static void cbrt(float[] x, float[] y, int at) {
        FloatVector.fromArray(SPECIES, x, at).lanewise(VectorOperators.CBRT).intoArray(y, at);
    }

    static int change(String name, Function function) {
        Random random = new Random(1);
        float[] x = new float[200 * SPECIES.length()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian() * 3;
        }
        float[] first = all(function, x);
        float[] later = first;
        for (int i = 0; i < 10_000; i++) {
            later = all(function, x);
        }
        int changed = 0;
        String example = "";
        for (int i = 0; i < x.length; i++) {
            if (first[i] != later[i]) {
                changed++;
                example = ", such as " + x[i] + ": " + first[i] + ", later " + later[i];
            }
        }
        System.out.println(name + ": " + changed + " of " + x.length + " change" + example);
        return changed;
    }

    static float[] all(Function function, float[] x) {
        float[] y = new float[x.length];
        for (int at = 0; at < x.length; at += SPECIES.length()) {
            function.apply(x, y, at);
        }
        return y;
    }
}
JAVA
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if "$java" --add-modules jdk.incubator.vector "$work/Twice.java" 2>/dev/null; then
  echo "as described"
else
  echo "this has changed" >&2
  exit 1
fi
