package dev.nacre.compiler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.source.Diagnostic.Related;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    @Test
    void aFullDiagnosticLooksAsInTheLanguageReference() {
        SourceFile file = new SourceFile(
                "src/main/nn/mnist.nn", "", "\n\n\n\n\n\n  fc1: linear(256); relu;\n  fc2: linear(128, 10)\n>\n");
        Diagnostic diagnostic = new Diagnostic(
                DiagnosticCode.NN203,
                "`fc2` expects 128 inputs, but receives 256",
                find(file, "linear(128, 10)"),
                List.of(new Related(find(file, "linear(256)"), "gives [256]")),
                List.of("shapes: image [1,28,28] -> flatten [784] -> fc1 [256] -> relu [256] -> fc2"),
                Optional.of("write `linear(10)` to infer the input size"));
        assertEquals("""
                error[NN203]: `fc2` expects 128 inputs, but receives 256
                  --> src/main/nn/mnist.nn:8:8
                   |
                 7 |   fc1: linear(256); relu;
                   |        ----------- gives [256]
                 8 |   fc2: linear(128, 10)
                   |        ^^^^^^^^^^^^^^^
                   = shapes: image [1,28,28] -> flatten [784] -> fc1 [256] -> relu [256] -> fc2
                   = help: write `linear(10)` to infer the input size""", DiagnosticRenderer.render(diagnostic));
    }

    @Test
    void aCulpritThatBeginsItsLineIsShownWithTheLineBefore() {
        SourceFile file = new SourceFile("a.nn", "", "one\ntwo\n\nfour");
        assertEquals("""
                error[NN199]: m
                  --> a.nn:2:1
                   |
                 1 | one
                 2 | two
                   | ^^^""", render(find(file, "two")));
        assertEquals("""
                error[NN199]: m
                  --> a.nn:4:1
                   |
                 4 | four
                   | ^^^^""", render(find(file, "four")));
    }

    @Test
    void linesInBetweenAreLeftOutAndNumbersAreAligned() {
        SourceFile file = new SourceFile("a.nn", "", "a\nb\nc\nd\ne\nf\ng\nh\ni\nx j\n");
        assertEquals(
                """
                error[NN199]: m
                   --> a.nn:10:3
                    |
                  1 | a
                    | - opened here
                 ...
                  8 | h
                    | - here too
                  9 | i
                 10 | x j
                    |   ^
                    | - in this""",
                render(
                        find(file, "j"),
                        new Related(find(file, "a"), "opened here"),
                        new Related(find(file, "h"), "here too"),
                        new Related(find(file, "x"), "in this")));
    }

    @Test
    void placesInOtherFilesFollowUnderTheirOwnPath() {
        SourceFile file = new SourceFile("a.nn", "", "model A < Res(3) >");
        SourceFile other = new SourceFile("lib/b.nn", "lib", "\nblock Res(d) < linear(d) >");
        assertEquals("""
                error[NN199]: m
                  --> a.nn:1:11
                   |
                 1 | model A < Res(3) >
                   |           ^^^^^^
                  --> lib/b.nn:2:16
                   |
                 2 | block Res(d) < linear(d) >
                   |                --------- in this block""", render(find(file, "Res(3)"), new Related(find(other, "linear(d)"), "in this block")));
    }

    @Test
    void tabsAreExpandedAndInvisibleCharactersShown() {
        SourceFile file = new SourceFile("a\u202E.nn", "", "\ta\tb\u0000c\u202Ed\uD800e é \uD83D\uDE00 x");
        assertEquals(
                """
                error[NN199]: m<U+0007>
                  --> a<U+202E>.nn:1:16
                   |
                 1 |     a   b<U+0000>c<U+202E>d<U+D800>e é \uD83D\uDE00 x
                   |                                           ^""",
                DiagnosticRenderer.render(new Diagnostic(
                        DiagnosticCode.NN199, "m\u0007", find(file, "x"), List.of(), List.of(), Optional.empty())));
    }

    @Test
    void aLongLineIsCutAroundTheCulprit() {
        SourceFile file = new SourceFile("a.nn", "", "a".repeat(500) + "B" + "c".repeat(500));
        assertEquals(
                "error[NN199]: m\n  --> a.nn:1:501\n   |\n 1 | ..." + "a".repeat(50) + "B" + "c".repeat(69)
                        + "...\n   |    " + " ".repeat(50) + "^",
                render(find(file, "B")));
    }

    @Test
    void aCulpritLongerThanItsLineIsUnderlinedToTheEndOfWhatIsShown() {
        SourceFile file = new SourceFile("a.nn", "", "model M <\n relu\n>");
        assertEquals("""
                error[NN199]: m
                  --> a.nn:1:9
                   |
                 1 | model M <
                   |         ^""", render(file.span(8, file.text().length())));
    }

    @Test
    void anEmptyPlaceAtTheEndOfTheFileStillGetsItsCaret() {
        SourceFile file = new SourceFile("a.nn", "", "model M\r\n");
        assertEquals("error[NN199]: m\n  --> a.nn:1:8\n   |\n 1 | model M\n   |        ^", render(file.span(7, 7)));
        assertEquals("error[NN199]: m\n  --> a.nn:2:1\n   |\n 1 | model M\n 2 |\n   | ^", render(file.span(9, 9)));
    }

    private static String render(Span span, Related... related) {
        return DiagnosticRenderer.render(
                new Diagnostic(DiagnosticCode.NN199, "m", span, List.of(related), List.of(), Optional.empty()));
    }

    private static Span find(SourceFile file, String text) {
        int start = file.text().indexOf(text);
        return file.span(start, start + text.length());
    }
}
