package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.generated.Instruction.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Machine code is read from what JDK 17 and JDK 25 print. */
class MachineCodeTest {

    /** A loop of three vectors by EVEX, one of which is on the stack, as JDK 17 prints it. */
    private static final String OF_17 = """
            Compiled method (c1)     722  675       3       test.A512::tile (88 bytes)
            [MachCode]
              0x00007f62814f2644: c5fc 1044 | 2420
            [/MachCode]
            Compiled method (c2)    2088  537 %  b  4       test.A512::tile @ 140 (582 bytes)
            [MachCode]
              0x00007f62814f2644: c5fc 1044 | 2420
            [/MachCode]

            Compiled method (c2)    2349  538    b  4       test.A512::tile (582 bytes)
             total in heap  [0x00007f62814f0e10,0x00007f6281508f28] = 98584
            [MachCode]
            [Verified Entry Point]
              # parm0:    rsi:rsi   = '[F'
              0x00007f62814f25e0: 8984 2400 | c0fe ff55 | 48bb 18aa | 4413 627f | 0000 62f1 | 7c48 104c | 2402 62f2 | 7d48 b8c1
              0x00007f62814f2600: 62d2 7d48 | b844 2401 | 62f1 7c48

              0x00007f62814f260c: ;   {metadata(method data for {method} {0x00007f6213424308} 'tile' '()V' in 'A512')}
              0x00007f62814f260c: 114c 2402 | 7dda e800 | 0000 00c3
            [Stub Code]
              0x00007f62814f2618: c5fc 1044
            [/MachCode]
            """;

    /** A loop of two vectors by VEX, which calls, as JDK 25 prints it. */
    private static final String OF_25 = """
            Compiled method (c2) 2858  610   !   4       test.A256::tile (582 bytes)
            [MachCode]
              0x00007fffe07f3f20: c4c1 7c10 | 4424 20c4 | c275 a844 | 2440 c5fc | 1144 2420 | e800 0000
              0x00007fffe07f3f38: 000f 85e2 | ffff ffc5 | f877 f6c1 | 01f4
            [/MachCode]
            """;

    @Test
    void ofAllCompilationsTheLastOfAWholeMethodByC2IsRead() {
        assertEquals(Set.of("test.A512::tile"), MachineCode.read(OF_17).keySet());
        assertEquals(Set.of("test.A256::tile"), MachineCode.read(OF_25).keySet());
    }

    @Test
    void aVectorOnTheStackIsFoundAndOneBesideItInMemoryIsNot() {
        List<Instruction> loop = onlyLoop(OF_17, "test.A512::tile");
        assertEquals(
                List.of(Kind.VECTOR, Kind.FMA, Kind.FMA, Kind.VECTOR, Kind.JUMP),
                loop.stream().map(Instruction::kind).toList());
        assertEquals(
                List.of(true, false, false, true, false),
                loop.stream().map(Instruction::spills).toList());
    }

    @Test
    void aCallInALoopIsFound() {
        List<Instruction> loop = onlyLoop(OF_25, "test.A256::tile");
        assertEquals(
                List.of(Kind.FMA, Kind.VECTOR, Kind.CALL, Kind.JUMP),
                loop.stream().map(Instruction::kind).toList());
        assertEquals(
                List.of(false, true, false, false),
                loop.stream().map(Instruction::spills).toList());
    }

    private static List<Instruction> onlyLoop(String text, String method) {
        List<List<Instruction>> loops = MachineCode.read(text).get(method).loopsOfFma();
        assertEquals(1, loops.size());
        return loops.get(0);
    }
}
