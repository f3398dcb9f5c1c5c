package dev.nacre.compiler.golden;

import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.NetworkBuilder;
import dev.nacre.compiler.model.Operation.Activation.Function;
import dev.nacre.compiler.model.Operation.Softmax;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The golden cases' networks, built by hand. */
final class GoldenNetworks {

    private GoldenNetworks() {}

    static Map<String, Network> all() {
        Map<String, NetworkBuilder> cases = new TreeMap<>();
        cases.put("seed", x(3).linear(16).activation(Function.RELU, 0).linear(1));
        cases.put("linear_16_16", x(16).linear(16));
        cases.put("linear_17_33", x(17).linear(33));
        cases.put("linear_1_1", x(1).linear(1));
        cases.put("linear_3_1", x(3).linear(1));
        cases.put("linear_784_10", x(784).linear(10));
        cases.put("linear_nobias", x(7).linear(5, false));
        cases.put("linear_on_sequence", sequence());
        cases.put("mlp_deep", deep());
        cases.put("act_prelu", x(13).prelu());
        cases.put("act_softmax", x(13).then("softmax", new Softmax(0, false)));
        cases.put("act_log_softmax", x(13).then("log_softmax", new Softmax(0, true)));
        for (Function function : Function.values()) {
            cases.put(
                    "act_" + function.name().toLowerCase(Locale.ROOT), x(13).activation(function, argument(function)));
        }
        Map<String, Network> networks = new TreeMap<>();
        cases.forEach((name, builder) -> networks.put(name, builder.build()));
        return networks;
    }

    private static NetworkBuilder x(Integer... sizes) {
        return NetworkBuilder.input(sizes);
    }

    private static NetworkBuilder sequence() {
        return x(7, 5).linear(4).activation(Function.RELU, 0).flatten().linear(2);
    }

    private static NetworkBuilder deep() {
        return x(10).linear(32)
                .activation(Function.TANH, 0)
                .linear(24)
                .activation(Function.SILU, 0)
                .linear(4)
                .then("log_softmax", new Softmax(0, true));
    }

    private static double argument(Function function) {
        if (function == Function.LEAKY_RELU) {
            return 0.01;
        }
        return List.of(Function.ELU, Function.SOFTPLUS).contains(function) ? 1 : 0;
    }
}
