package dev.nacre.compiler.generated;

import dev.nacre.compiler.generated.Instruction.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the instructions of x86-64 begin and end: those of compiled methods, which is most, but not all. Chapter 2 and
 * appendix A of volume 2 of Intel's manual say how they are written.
 */
final class InstructionDecoder {

    /**
     * What follows each opcode, in rows of 16: {@code o} an operand, {@code b} a byte, {@code i} an integer, {@code B} and {@code I}
     * both, {@code l} an integer that may be long, {@code j} and {@code J} the way of a jump in one byte or four, {@code c} that of
     * a call, {@code g} and {@code G} an operand and, for two of eight instructions, a byte or an integer, {@code f} an operand, of
     * a call perhaps, {@code e} an opcode of the second table, {@code v} one of AVX.
     */
    private static final String OPCODES =
            "oooobi??oooobi?e" + "oooobi??oooobi??" + "oooobi??oooobi??" + "oooobi??oooobi??"
                    + "????????????????" + "................" + "??vo????iIbB????" + "jjjjjjjjjjjjjjjj"
                    + "BI?Boooooooooooo" + "................" + "????....bi......" + "bbbbbbbbllllllll"
                    + "BB?.vvBI?.??.b??" + "oooo????oooooooo" + "jjjj????cJ?j????" + "????..gG......of";

    /** The same behind {@code 0F}: {@code t} is an opcode of a third table and an operand, {@code T} has a byte too. */
    private static final String SECOND_OPCODES =
            "oo???.???.?.?o??" + "oooooooooooooooo" + "oooooooooooooooo" + "........t?T?????"
                    + "oooooooooooooooo" + "oooooooooooooooo" + "oooooooooooooooo" + "BBBBooo.oooooooo"
                    + "JJJJJJJJJJJJJJJJ" + "oooooooooooooooo" + "...oBo??..?oBooo" + "ooooooooooBooooo"
                    + "ooBoBBBo........" + "oooooooooooooooo" + "oooooooooooooooo" + "oooooooooooooooo";

    private static final int STACK_POINTER = 4;

    private final ByteBuffer code;
    private boolean shortIntegers;
    private boolean longIntegers;
    /** Whether the register that an operand's place is relative to is one of the upper eight. */
    private boolean upperBase;

    private boolean onStack;
    private int way;

    private InstructionDecoder(byte[] code) {
        this.code = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What {@code code} consists of from first to last. */
    static List<Instruction> decode(byte[] code) {
        InstructionDecoder decoder = new InstructionDecoder(code);
        List<Instruction> instructions = new ArrayList<>();
        while (decoder.code.hasRemaining()) {
            instructions.add(decoder.next());
        }
        return instructions;
    }

    private Instruction next() {
        int start = code.position();
        shortIntegers = false;
        longIntegers = false;
        upperBase = false;
        onStack = false;
        way = 0;
        int opcode = prefixes();
        Kind kind = OPCODES.charAt(opcode) == 'v' ? vector(opcode) : rest(OPCODES.charAt(opcode));
        int end = code.position();
        return new Instruction(kind, start, end, end + way, onStack);
    }

    private int read() {
        return Byte.toUnsignedInt(code.get());
    }

    /** Returns the first byte that is no prefix. */
    private int prefixes() {
        while (true) {
            int value = read();
            if (value >> 4 == 4) {
                longIntegers = (value & 8) != 0;
                upperBase = (value & 1) != 0;
                return read();
            }
            switch (value) {
                case 0x66 -> shortIntegers = true;
                case 0xF0, 0xF2, 0xF3, 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x67 -> {}
                default -> {
                    return value;
                }
            }
        }
    }

    /** Two bytes (VEX, {@code C5}), three ({@code C4}) or four (EVEX, {@code 62}) say which table the opcode is of. */
    private Kind vector(int prefix) {
        int second = read();
        int table = 1;
        if (prefix != 0xC5) {
            upperBase = (second & 0x20) == 0;
            table = second & 7;
            skip(prefix == 0xC4 ? 1 : 2);
        }
        int opcode = read();
        rest(table == 1 ? SECOND_OPCODES.charAt(opcode) : table == 2 ? 'o' : 'B');
        boolean fma =
                table == 2 && (opcode >> 4 == 9 || opcode >> 4 == 0xA || opcode >> 4 == 0xB) && (opcode & 0xF) >= 8;
        return fma ? Kind.FMA : Kind.VECTOR;
    }

    /** Reads what follows an opcode. */
    private Kind rest(char what) {
        switch (what) {
            case '.' -> {}
            case 'o' -> operand();
            case 'b' -> skip(1);
            case 'B' -> {
                operand();
                skip(1);
            }
            case 'i' -> integer();
            case 'I' -> {
                operand();
                integer();
            }
            case 'l' -> skip(longIntegers ? 8 : shortIntegers ? 2 : 4);
            case 'g', 'G' -> {
                if (operand() < 2) {
                    rest(what == 'g' ? 'b' : 'i');
                }
            }
            case 'e' -> {
                return rest(SECOND_OPCODES.charAt(read()));
            }
            case 't', 'T' -> {
                skip(1);
                rest(what == 't' ? 'o' : 'B');
            }
            case 'f' -> {
                return operand() == 2 ? Kind.CALL : Kind.OTHER;
            }
            case 'j' -> {
                way = code.get();
                return Kind.JUMP;
            }
            case 'J', 'c' -> {
                way = code.getInt();
                return what == 'c' ? Kind.CALL : Kind.JUMP;
            }
            default -> throw new IllegalArgumentException("an unknown instruction before byte " + code.position());
        }
        return Kind.OTHER;
    }

    private void skip(int bytes) {
        code.position(code.position() + bytes);
    }

    private void integer() {
        skip(shortIntegers ? 2 : 4);
    }

    /** A register, or a place in memory; returns the number beside it, which is a register or tells instructions apart. */
    private int operand() {
        int form = read();
        int mode = form >> 6;
        if (mode == 3) {
            return form >> 3 & 7;
        }
        int base = form & 7;
        if (base == 4) {
            base = read() & 7;
            onStack = base == STACK_POINTER && !upperBase;
        }
        skip(mode == 1 ? 1 : mode == 2 || base == 5 ? 4 : 0);
        return form >> 3 & 7;
    }
}
