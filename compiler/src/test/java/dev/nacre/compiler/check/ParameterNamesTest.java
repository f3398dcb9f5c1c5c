package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.model.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Parameters have the names that the corresponding PyTorch module gives them. */
class ParameterNamesTest {

    @Test
    void itemsAreNumberedWithThoseThatHaveNoParameters() {
        assertNames("model M < linear(3,16,bias=false); relu; linear(2,bias=false) >", "0.weight 2.weight");
    }

    @Test
    void aLabelTakesThePlaceOfTheIndexWhichGoesOnCounting() {
        assertNames("model M < a: linear(3,3,bias=false); linear(3,bias=false) >", "a.weight 1.weight");
    }

    @Test
    void aModelsOwnBodyOfOneItemHasAnIndex() {
        assertNames("model M < linear(3,3,bias=false) >", "0.weight");
    }

    @Test
    void copiesAreNumberedAndABodyOfOneItemAddsNothing() {
        assertNames(
                "block Encoder(d) < linear(d,bias=false); relu >"
                        + " model M (x:[4]) < layers: repeat(2) < Encoder(4) >; repeat(2) < linear(4,bias=false) > >",
                "layers.0.0.weight layers.1.0.weight 1.0.weight 1.1.weight");
    }

    @Test
    void branchesAreNamedByTheirPosition() {
        assertNames(
                "model M (x:[4]) < relu; sum < linear(4,bias=false) | linear(4,bias=false); tanh > >",
                "1.0.weight 1.1.0.weight");
    }

    @Test
    void labelCopyAndItem() {
        assertNames(
                "block Res(d) < residual < relu; fc: linear(d,bias=false); linear(d,bias=false) > >"
                        + " model M (x:[4]) < body: repeat(3) < Res(4) > >",
                "body.0.fc.weight body.0.2.weight body.1.fc.weight body.1.2.weight body.2.fc.weight body.2.2.weight");
    }

    @Test
    void chainAndResidualAddTheirOwnNameAlone() {
        assertNames(
                "model M (x:[4]) < chain < linear(4,bias=false) >; a: residual < relu; linear(4,bias=false) >;"
                        + " b: chain < c: linear(4,bias=false) > >",
                "0.weight a.1.weight b.c.weight");
    }

    @Test
    void fromAndUseDoNotCount() {
        assertNames(
                "model M (a:[4], b:[4]) -> (y:[4]) < from a; t: chain < linear(4,bias=false); relu > -> c;"
                        + " from b; use t -> d; from (c, d); mul; linear(4,bias=false) -> y >",
                "t.0.weight 2.weight");
        assertNames(
                "model M (x:[4]) < l: linear(4,bias=false); s: chain < use l; linear(4,bias=false) > >",
                "l.weight s.weight");
    }

    @Test
    void tapsAddNothing() {
        assertNames(
                "model M (x:[4]) < linear(4,bias=false) -> a; relu; add(a); linear(4,bias=false) >",
                "0.weight 3.weight");
    }

    @Test
    void aLayerThatIsUsedAgainHasItsParametersOnce() {
        assertNames("model M (x:[4]) < a: linear(4); use a; relu; use a >", "a.weight a.bias");
    }

    @Test
    void convolutionsAndNorms() {
        assertNames(
                "model M (x: [2,8]) < conv1d(4, 3); batchnorm1d >",
                "0.weight 0.bias 1.weight 1.bias 1.running_mean 1.running_var");
        assertNames(
                "model M (x: [2,8,8])"
                        + " < conv_transpose2d(4, 3, bias = false); batchnorm2d(affine = false); groupnorm(2); rmsnorm >",
                "0.weight 1.running_mean 1.running_var 2.weight 2.bias 3.weight");
    }

    @Test
    void layersAndDirectionsOfARecurrence() {
        assertNames(
                "model M (x: [5,3]) < r: gru(2, num_layers = 2, bidirectional = true, bias = false) >",
                "r.weight_ih_l0 r.weight_hh_l0 r.weight_ih_l0_reverse r.weight_hh_l0_reverse"
                        + " r.weight_ih_l1 r.weight_hh_l1 r.weight_ih_l1_reverse r.weight_hh_l1_reverse");
        assertNames("model M (x: [5,3]) < lstm(2) >", "0.weight_ih_l0 0.weight_hh_l0 0.bias_ih_l0 0.bias_hh_l0");
    }

    @Test
    void attentionAndItsParts() {
        assertNames(
                "model M (x: [5,4]) < a: multihead_attention(2); multihead_attention(2, bias = false) >",
                "a.in_proj_weight a.in_proj_bias a.out_proj.weight a.out_proj.bias 1.in_proj_weight 1.out_proj.weight");
        assertNames(
                "model M (x: [5,4], m: [3,4]) < from x; cross_attention(2, memory = m) >",
                "0.in_proj_weight 0.in_proj_bias 0.out_proj.weight 0.out_proj.bias");
        assertNames(
                "model M (x: [5,4]) < layers: repeat(1) < transformer_encoder_layer(2) > >",
                "layers.0.self_attn.in_proj_weight layers.0.self_attn.in_proj_bias layers.0.self_attn.out_proj.weight"
                        + " layers.0.self_attn.out_proj.bias layers.0.linear1.weight layers.0.linear1.bias"
                        + " layers.0.linear2.weight layers.0.linear2.bias layers.0.norm1.weight layers.0.norm1.bias"
                        + " layers.0.norm2.weight layers.0.norm2.bias");
    }

    @Test
    void whatIsFrozenIsKeptOutOfTrainingWithAllThatIsInIt() {
        Checking checking = Checking.of("block B < linear(4); linear(4) >"
                + " model M (x:[4]) < @frozen a: linear(4); b: linear(4); @frozen c: residual < relu; B >; d: B >");
        Map<String, Boolean> trainable = checking.networks().get(0).parameters().stream()
                .collect(Collectors.toMap(Parameter::name, Parameter::trainable));
        assertEquals(false, trainable.get("a.weight"));
        assertEquals(false, trainable.get("a.bias"));
        assertEquals(true, trainable.get("b.bias"));
        assertEquals(false, trainable.get("c.1.0.weight"));
        assertEquals(false, trainable.get("c.1.1.bias"));
        assertEquals(true, trainable.get("d.1.bias"));
    }

    private static void assertNames(String nn, String expected) {
        Checking checking = Checking.of(nn);
        assertEquals(List.of(), checking.diagnostics());
        assertEquals(
                expected,
                checking.networks().get(0).parameters().stream()
                        .map(Parameter::name)
                        .collect(Collectors.joining(" ")));
    }
}
