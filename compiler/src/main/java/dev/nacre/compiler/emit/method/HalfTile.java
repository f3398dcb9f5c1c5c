package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.HalfDialect;
import dev.nacre.compiler.emit.vector.HalfDialect.Format;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Epilogue;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a loop that adds the products of one row with weights of 16 bits to what is in y: the same sums in the same order
 * as {@link ColumnsTile} has, of any number of terms.
 */
final class HalfTile {

    private final Target target;
    private final Dialect dialect;
    private final HalfDialect halves;
    private final Format format;
    private final int chains;
    private final int vectors;
    private final int rest;
    private final TileSums sums;

    /** @param rest terms that are left of {@code in} when the loop is done */
    HalfTile(Target target, Format format, int chains, int vectors, int rest) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.halves = new HalfDialect(target);
        this.format = format;
        this.chains = chains;
        this.vectors = vectors;
        this.rest = rest;
        this.sums = new TileSums(target, false, 1, vectors, chains, false, 0, Epilogue.NONE);
    }

    /** Terms in a turn of the loop: as many as there are chains, and both weights of each int. */
    static int step(int chains) {
        return Math.max(2, chains);
    }

    String body() {
        List<String> loop = new ArrayList<>();
        for (int term = 0; term < step(chains); term += 2) {
            loop.addAll(pair("i", term, true));
        }
        List<String> last = new ArrayList<>();
        for (int term = 0; term < rest; term += 2) {
            last.addAll(pair("turns", term, term + 1 < rest));
        }
        return Code.fill(
                """
                #{panel}
                #{constants}
                #{starts}
                int turns = in / #{step};
                for (int i = 0; i < turns; i++) {
                    #{loop}
                }
                #{last}
                #{stores}
                """,
                "panel",
                vectors * target.lanes() > Buffer.LANES ? "int panel = (in + 1) / 2 * 16;" : "",
                "constants",
                String.join("\n", halves.constants(format)),
                "starts",
                String.join("\n", starts()),
                "step",
                step(chains),
                "loop",
                String.join("\n", loop),
                "last",
                String.join("\n", last),
                "stores",
                String.join("\n", sums.stores()));
    }

    private List<String> starts() {
        List<String> lines = new ArrayList<>();
        for (int vector = 0; vector < vectors; vector++) {
            for (int chain = 0; chain < chains; chain++) {
                String start = chain == 0
                        ? dialect.load("y", Code.at("yo", (long) vector * target.lanes()))
                        : dialect.constant(0);
                lines.add(dialect.type() + " " + sums.sum(0, vector, chain) + " = " + start + ";");
            }
        }
        return lines;
    }

    /** A term of a turn of the loop and, if there is one, the next, whose weights share ints. */
    private List<String> pair(String turn, int ahead, boolean both) {
        List<String> lines = new ArrayList<>();
        lines.add(x(turn, ahead));
        if (both) {
            lines.add(x(turn, ahead + 1));
        }
        for (int vector = 0; vector < vectors; vector++) {
            int column = vector * target.lanes();
            int panel = column / Buffer.LANES;
            String base = "wo" + (panel == 0 ? "" : " + " + Code.times("panel", panel)) + " + "
                    + Code.times(turn, step(chains) * 8L);
            String pair = "h" + vector + "_" + ahead;
            lines.add(halves.load(pair, "w", Code.at(base, ahead * 8L + column % Buffer.LANES)));
            term(lines, ahead, vector, pair, false);
            if (both) {
                term(lines, ahead + 1, vector, pair, true);
            }
        }
        return lines;
    }

    private String x(String turn, int ahead) {
        String place = Code.at("xo + " + Code.times(turn, step(chains)), ahead);
        return dialect.type() + " x" + ahead + " = " + dialect.broadcast("x", place) + ";";
    }

    private void term(List<String> lines, int ahead, int vector, String pair, boolean upper) {
        String weight = "w" + vector + "_" + ahead;
        lines.add(halves.widened(format, weight, pair, upper));
        String sum = sums.sum(0, vector, ahead % chains);
        lines.add(sum + " = " + dialect.fma("x" + ahead, weight, sum) + ";");
    }
}
