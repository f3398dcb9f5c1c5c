package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.HalvedParameters;

/**
 * For weights of 16 bits: tiles are those for floats, which read what was widened for them.
 *
 * @param tiles what the names of the tiles for floats start with
 * @param panels the method that widens panels
 */
record PanelWidening(String tiles, String panels) {

    /** Widens the panels that a stripe reads at {@code j}, unless the columns before it are in the same panel. */
    String before(Tiling.Stripe stripe, Target target, int in) {
        int step = stripe.vectors() * target.lanes();
        boolean loop = stripe.tiles() > 1;
        int panel = HalvedParameters.packedPanel(in);
        String call = Code.fill(
                "#{panels}(w, #{place}, f16, #{count}, #{in}, wide, wideo);\n",
                "panels",
                panels,
                "place",
                loop ? "wo + " + Code.times("j", panel / Buffer.LANES) : Panel.offset("wo", stripe.from(), panel),
                "count",
                Panel.count(step),
                "in",
                in);
        if (loop && step < Buffer.LANES) {
            return "if (j % 16 == 0) {\n" + call.indent(4) + "}\n";
        }
        return stripe.from() % Buffer.LANES == 0 ? call : "";
    }
}
