#!/usr/bin/env bash
# OpenJDK 17.0.15, jdk.incubator.vector on x86-64: a sum in a vector that goes through two nested loops is allocated on the heap with
# each pass of the outer one, also when all is compiled. Temurin 25.0.3 allocates nothing.
#
# One would expect: once C2 has compiled a method, a FloatVector in a local is a register. Whether its loop is written as one
# over rows * columns or as two, one in the other, should make no difference but for a multiplication.
# What happens: with one loop nothing is allocated. With two, the sum is a value that both loops carry, the inner one's result becomes an object,
# and the outer loop unboxes it again. Where the inner loop's number of turns is a small constant C2 unrolls it first, and nothing is allocated:
# the same code with a parameter in place of the constant starts to.
# Why it matters: nothing warns of it, results are right, and in a profile it is garbage of a class that no line of the program names. Code
# that has to run on 17 without allocation needs one loop around each vector that is summed up.
#
# Needs: JDK 17 for x86-64 with the module jdk.incubator.vector (JAVA_HOME, or java on the path), or 25 for comparison. Downloads nothing.
# Output seen (bytes a call; OpenJDK 17.0.15 with 512-bit vectors, then with -XX:UseAVX=2; Temurin 25.0.3: 0 everywhere):
#   17: one loop 0, two loops 1032
#   17, 256 bits: one loop 0, two loops 688
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac

cat > "$work/Sum.java" <<'JAVA'
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

class Sum {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int L = SPECIES.length();

    static void one(float[] x, float[] y, int rows, int columns) {
        FloatVector sum = FloatVector.fromArray(SPECIES, y, 0);
        for (int i = 0; i < rows * columns; i++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, x, i * L));
        }
        sum.intoArray(y, 0);
    }

    static void two(float[] x, float[] y, int rows, int columns) {
        FloatVector sum = FloatVector.fromArray(SPECIES, y, 0);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, x, (r * columns + k) * L));
            }
        }
        sum.intoArray(y, 0);
    }

    public static void main(String[] args) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] x = new float[64 * L], y = new float[L];
        int[] rows = {1, 2, 3, 1}, columns = {9, 4, 7, 1};
        for (String name : new String[] {"one", "two"}) {
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 400; round++) {
                long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                for (int i = 0; i < 1000; i++) {
                    if (name.equals("one")) one(x, y, rows[i % 4], columns[i % 4]);
                    else two(x, y, rows[i % 4], columns[i % 4]);
                }
                long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
                least = Math.min(least, bytes / 1000);
            }
            System.out.println(name + " " + least);
        }
    }
}
JAVA
"$javac" --add-modules jdk.incubator.vector -d "$work" "$work/Sum.java" 2>/dev/null
version=$("$java" -XshowSettings:properties -version 2>&1 | awk -F ' = ' '$1 ~ /java[.]specification[.]version$/ { print $2 }')
seen=$("$java" --add-modules jdk.incubator.vector -cp "$work" Sum 2>/dev/null)
one=$(awk '$1 == "one" { print $2 }' <<<"$seen")
two=$(awk '$1 == "two" { print $2 }' <<<"$seen")
echo "$version: one loop $one, two loops $two"
[ "$one" -eq 0 ]
case $version in
  17) [ "$two" -gt 0 ] ;;
  25) [ "$two" -eq 0 ] ;;
  *) echo "what other versions do was not looked at" ;;
esac
