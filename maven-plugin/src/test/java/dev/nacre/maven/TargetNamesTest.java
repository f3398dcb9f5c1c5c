package dev.nacre.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nacre.compiler.emit.vector.Target;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetNamesTest {

    @Test
    void allNamesAreAllTargets() {
        assertEquals(EnumSet.allOf(Target.class), TargetNames.parse(TargetNames.ALL));
    }

    @Test
    void plainLoopsAreAlwaysAmongThem() {
        assertEquals(Set.of(Target.S256, Target.SCALAR), TargetNames.parse("256"));
        assertEquals(Set.of(Target.SCALAR), TargetNames.parse(" "));
    }

    @Test
    void namesMayStandOnLinesOfTheirOwn() {
        assertEquals(Set.of(Target.S512, Target.S128, Target.SCALAR), TargetNames.parse("\n  512,\n  128, Scalar\n"));
    }

    @Test
    void anUnknownNameIsAnErrorThatNamesTheKnownOnes() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> TargetNames.parse("512, 1024"));
        assertEquals("`targets` is a list of names out of 512,256,128,scalar, but contains `1024`", e.getMessage());
    }
}
