#!/usr/bin/env bash
# OpenJDK 17.0.15 and 25.0.3, jdk.incubator.vector on x86-64 with AVX2: a loop whose vectors fit into the registers keeps them in
# memory, and a fence that is no instruction mends it.
#
# One would expect: a loop that needs 15 vectors at once (twelve sums, two vectors of weights, one broadcast number) runs in the 16
# registers of AVX2. Where its statements stand should not matter to an optimising compiler, and a memory fence should make
# a loop slower, if anything.
# What happens: HotSpot's C2 moves the loads of all six numbers in front of the sums, since loads take longest. Then 18 vectors
# are wanted, some sums live on the stack, and each of their additions waits for a store and a load: the loop runs at half of
# the speed or less. VarHandle.acquireFence() after each number's two fma keeps the loads where they stand. On x86 it emits no
# instruction, and nothing is on the stack any more.
# Why it matters: nothing of it is visible in Java. The same method for other sizes, or on another JDK, may be compiled without a spill:
# what looks like a slow machine, alignment or caches is the order of loads. With AVX-512 there are 32 registers, even for vectors of
# 256 bits, so that a machine with it, unless it is told -XX:UseAVX=2, does not show it. On ARM the fence is an instruction.
#
# Needs: a JDK of 17 or later for x86-64 with the module jdk.incubator.vector, and AVX2 with FMA. Downloads nothing.
# Output seen (Temurin 25.0.3, AMD EPYC of the fifth generation; OpenJDK 17.0.15: 47 and 0; both unroll the loop without fences by four):
#   as written: 40 of its instructions on vectors read or write the stack
#   with fences: 0 of its instructions on vectors read or write the stack
#   time as written to time with fences: 1.9
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac

# tile NAME FENCE: a method that adds products to six rows of sixteen sums
tile() {
  echo "    static void $1(float[] w, float[] x, float[] y) {"
  for row in 0 1 2 3 4 5; do
    echo "        FloatVector a$row = FloatVector.fromArray(S, y, $row * 16), b$row = FloatVector.fromArray(S, y, $row * 16 + 8);"
  done
  echo "        for (int k = 0; k < 1024; k++) {"
  echo "            FloatVector v = FloatVector.fromArray(S, w, k * 16), u = FloatVector.fromArray(S, w, k * 16 + 8);"
  for row in 0 1 2 3 4 5; do
    echo "            FloatVector x$row = FloatVector.broadcast(S, x[k + $row * 1024]);"
    echo "            a$row = x$row.fma(v, a$row); b$row = x$row.fma(u, b$row); $2"
  done
  echo "        }"
  for row in 0 1 2 3 4 5; do
    echo "        a$row.intoArray(y, $row * 16); b$row.intoArray(y, $row * 16 + 8);"
  done
  echo "    }"
}
{
  echo "import java.lang.invoke.VarHandle; import jdk.incubator.vector.*;"
  echo "class Tiles { static final VectorSpecies<Float> S = FloatVector.SPECIES_256;"
  tile written ""
  tile fenced "VarHandle.acquireFence();"
  cat <<'JAVA'
    public static void main(String[] args) {
        float[] w = new float[1024 * 16], x = new float[1024 * 6], y = new float[96];
        for (int i = 0; i < 20_000; i++) {
            written(w, x, y);
            fenced(w, x, y);
        }
        double best = 1e9, fencedBest = 1e9;
        for (int round = 0; round < 50; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                written(w, x, y);
            }
            long between = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                fenced(w, x, y);
            }
            best = Math.min(best, between - start);
            fencedBest = Math.min(fencedBest, System.nanoTime() - between);
        }
        System.out.printf(java.util.Locale.ROOT, "RATIO %.1f%n", best / fencedBest);
    }
}
JAVA
} > "$work/Tiles.java"
"$javac" --add-modules jdk.incubator.vector -d "$work" "$work/Tiles.java" 2>/dev/null
"$java" -XX:UseAVX=2 -Xbatch -XX:-UseOnStackReplacement -XX:+UseSerialGC --add-modules jdk.incubator.vector \
  -XX:CompileCommand=print,Tiles::written -XX:CompileCommand=print,Tiles::fenced -cp "$work" Tiles > "$work/code.txt" 2>/dev/null

# stack METHOD: from the first to the last fma of what C2 made of it, vmovdqu and vmovups of a 256-bit register from or to [rsp + n]
stack() {
  awk -v method="Tiles::$1 " '
    /^Compiled method/ { wanted = /\(c2\)/ && index($0, method) }
    /^\[MachCode\]/ { on = wanted; if (on) code = "" }
    /^\[\/MachCode\]/ { on = 0 }
    on && /^ *0x[0-9a-f]+: / { sub(/^ *0x[0-9a-f]+: /, ""); gsub(/[^0-9a-f]/, ""); code = code $0 }
    END { print code }' "$work/code.txt" |
  grep -oE 'c4[0-9a-f]{2}[0-9a-f]{2}b8.*c4[0-9a-f]{2}[0-9a-f]{2}b8' |
  grep -oE 'c5(fe|7e|fc|7c)(6f|7f|10|11)[0-9ab][4c]24' | wc -l || true
}
written=$(stack written)
fenced=$(stack fenced)
ratio=$(awk '/^RATIO/ { print $2 }' "$work/code.txt")
echo "as written: $written of its instructions on vectors read or write the stack"
echo "with fences: $fenced of its instructions on vectors read or write the stack"
echo "time as written to time with fences: $ratio"
if [ "$written" -gt 0 ] && [ "$fenced" -eq 0 ] && awk -v r="$ratio" 'BEGIN { exit !(r > 1.2) }'; then
  echo "as described"
else
  echo "this has changed" >&2
  exit 1
fi
