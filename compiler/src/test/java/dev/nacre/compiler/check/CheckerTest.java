package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.check.layer.LayerCatalogue;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Operation.Activation;
import dev.nacre.compiler.model.Operation.Activation.Function;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckerTest {

    @Test
    void aChainNumbersItsValuesAndNamesItsParametersByIndexAndLabel() {
        Network network = only("model Seed < linear(3,16); relu; head: linear(16,1) >");

        assertEquals(List.of(new Network.Port("x", Network.ElementType.FLOAT, Shape.of(3), 0)), network.inputs());
        assertEquals(List.of(new Network.Port("y", Network.ElementType.FLOAT, Shape.of(1), 3)), network.outputs());
        assertEquals(
                List.of("0", "1", "head"),
                network.layers().stream().map(Layer::path).toList());
        assertEquals(
                List.of(List.of(0), List.of(1), List.of(2)),
                network.layers().stream().map(Layer::inputs).toList());
        assertEquals(
                List.of("0.weight", "0.bias", "head.weight", "head.bias"),
                network.parameters().stream().map(Parameter::name).toList());
        assertEquals(
                List.of("head.weight", "head.bias"), network.layers().get(2).parameters());
        assertEquals("head: linear(16,1)", network.layers().get(2).span().text());
        assertEquals("test.nn:1", network.layers().get(2).span().provenance());
    }

    @Test
    void parametersStartAsPyTorchs() {
        Network network = only("model M (x: [16]) < linear(3); prelu; linear(2, bias = false) >");

        Initialization first = new Initialization.Uniform(0.25);
        assertEquals(
                List.of(
                        new Parameter("0.weight", Shape.of(3, 16), first, true),
                        new Parameter("0.bias", Shape.of(3), first, true),
                        new Parameter("1.weight", Shape.of(1), new Initialization.Constant(0.25), true),
                        new Parameter("2.weight", Shape.of(2, 3), new Initialization.Uniform(1 / Math.sqrt(3)), true)),
                network.parameters());
    }

    @Test
    void layersBecomeTheirOperationsWithTheirDefaults() {
        Network network = only("""
                model M (x: [2,3]) <
                  leaky_relu; LeakyReLU(negative_slope = 0.3); elu; softplus(beta = 2); gelu; gelu(approximate = "tanh");
                  softmax; log_softmax(dim = -2); dropout; dropout(0.25); flatten; Log_Sigmoid; linear(4, bias = false)
                >
                """);

        assertEquals(
                List.of(
                        new Activation(Function.LEAKY_RELU, 0.01),
                        new Activation(Function.LEAKY_RELU, 0.3),
                        new Activation(Function.ELU, 1),
                        new Activation(Function.SOFTPLUS, 2),
                        new Activation(Function.GELU, 0),
                        new Activation(Function.GELU_TANH, 0),
                        new Operation.Softmax(1, false),
                        new Operation.Softmax(0, true),
                        new Operation.Dropout(0.5),
                        new Operation.Dropout(0.25),
                        new Operation.Flatten(),
                        new Activation(Function.LOGSIGMOID, 0),
                        new Operation.Linear(6, 4, false)),
                network.layers().stream().map(Layer::operation).toList());
        assertEquals(
                List.of("leaky_relu", "leaky_relu", "elu"),
                network.layers().stream().limit(3).map(Layer::kind).toList());
    }

    @Test
    void everyActivationOfTheModelHasALayer() {
        List<String> names = LayerCatalogue.names();
        for (Function function : Function.values()) {
            String name = function == Function.GELU_TANH ? "gelu" : function.name();
            assertTrue(names.stream().anyMatch(known -> known.equalsIgnoreCase(name)), name);
        }
    }

    @Test
    void linearWorksOnTheLastDimensionOnly() {
        assertEquals(
                Shape.of(4, 5, 7),
                only("model M (x: [4,5,6]) < linear(7) >").outputs().get(0).shape());
    }

    @Test
    void thePackageIsTheStatementOrElseTheDirectory() {
        assertEquals("com.acme", packageOf("some/where", "package com.acme; model M < linear(3,1) >"));
        assertEquals("some.where", packageOf("some/where", "model M < linear(3,1) >"));
        assertEquals("", packageOf("", "model M < linear(3,1) >"));
        assertEquals("com.acme", packageOf("../../no-package", "package com.acme; model M < linear(3,1) >"));
    }

    @Test
    void aDirectoryThatIsNoPackageIsReportedOnceAtTheStartOfTheFile() {
        for (String directory : List.of(
                "..", "../evil", "a/../b", "my-nets", "a//b", "/etc", "com/class", "java/lang", "a/Größe", "1a")) {
            Checking checking = Checking.of(
                    new SourceFile("net.nn", directory, "\nmodel A < linear(3,1) >\nmodel B < linear(3,1) >\n"));
            assertEquals(List.of(), checking.networks(), directory);
            assertEquals(1, checking.diagnostics().size(), directory);
            assertEquals("NN236", checking.diagnostics().get(0).code().name());
            assertEquals(0, checking.diagnostics().get(0).span().start());
            assertTrue(checking.diagnostics().get(0).message().contains("`" + directory + "`"));
        }
    }

    @Test
    void modelsOfTwoFilesMayNotBecomeTheSameClass() {
        SourceFile first = new SourceFile("a.nn", "nets", "model Net < linear(3,1) >");
        SourceFile second = new SourceFile("b.nn", "", "package nets; model NET < linear(3,1) >");
        SourceFile elsewhere = new SourceFile("c.nn", "other", "model Net < linear(3,1) >");

        Checking checking = Checking.of(elsewhere, second, first);

        assertEquals(List.of("Net", "Net"), checking.names());
        assertEquals(
                "the classes `nets.Net` and `nets.NET` need the same file where case does not count",
                checking.diagnostics().get(0).message());
        assertEquals("b.nn:1:21", checking.diagnostics().get(0).span().toString());
        assertEquals(
                "a.nn:1:7",
                checking.diagnostics().get(0).related().get(0).span().toString());
    }

    @Test
    void aClassMayNotHaveTheNameOfAPackage() {
        Checking checking = Checking.of(
                new SourceFile("a.nn", "com", "model acme < linear(3,1) >"),
                new SourceFile("b.nn", "com/acme/nets", "model Net < linear(3,1) >"));

        assertEquals(List.of("acme"), checking.names());
        assertEquals(
                "the package `com.acme.nets` clashes with the class `com.acme`",
                checking.diagnostics().get(0).message());
    }

    @Test
    void modelsCarryTheirJavadocAndVisibility() {
        Network network =
                only("/** Scores. */ @java(name = \"Fast\", visibility = \"package\") model M < linear(3,1) >");
        assertEquals("Fast", network.name());
        assertEquals(Network.Visibility.PACKAGE, network.visibility());
        assertEquals(Optional.of("Scores."), network.doc().map(String::strip));
        assertEquals(Network.Visibility.PUBLIC, only("model M < linear(3,1) >").visibility());
    }

    @Test
    void modelsWithoutMistakesAreThereBesideOthers() {
        Checking checking = Checking.of("model A < linear(3,1) > model B < lin(3,1) > model C < linear(3,2) >");
        assertEquals(List.of("A", "C"), checking.names());
        assertEquals(1, checking.diagnostics().size());
    }

    @Test
    void anEmptyBodyHandsTheInputOn() {
        Network network = only("model M (a: [3]) -> (b: [3]) < >");
        assertEquals(List.of(), network.layers());
        assertEquals(0, network.outputs().get(0).value());
    }

    /** The weight takes 16 rows of 134,217,727 floats, which leaves 7: less than the smallest parameter takes. */
    @Test
    void theStorageOfAModelMayReachItsLimit() {
        String model = "model M (x: [134_217_727]) < linear(2, bias = false); %s >";
        assertEquals(List.of(), Checking.of(model.formatted("relu")).diagnostics());
        assertEquals(1, Checking.of(model.formatted("prelu")).diagnostics().size());
    }

    private static String packageOf(String directory, String text) {
        Checking checking = Checking.of(new SourceFile("net.nn", directory, text));
        assertEquals(List.of(), checking.diagnostics());
        return checking.networks().get(0).packageName();
    }

    private static Network only(String text) {
        Checking checking = Checking.of(text);
        assertEquals(List.of(), checking.diagnostics());
        assertEquals(1, checking.networks().size());
        return checking.networks().get(0);
    }
}
