package dev.nacre.compiler.generated;

import dev.nacre.compiler.generated.Instruction.Kind;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A method as C2 compiled it, read from what HotSpot prints without a disassembler: bytes in hexadecimal digits. */
final class MachineCode {

    /** What a compiled method begins with; one that is entered in the middle of a loop has a {@code %}, and is another. */
    private static final Pattern HEADER =
            Pattern.compile("Compiled method \\((\\w+)\\)[\\s\\d]+([%!sbn\\s]*)\\d\\s+(\\S+).*");

    private static final Pattern LINE =
            Pattern.compile("\\s*0x[0-9a-f]+:((?:[\\s|]+(?:[0-9a-f]{2})+)+)[\\s|]*(?:;.*)?");

    private final List<Instruction> instructions;

    private MachineCode(byte[] code) {
        instructions = InstructionDecoder.decode(code);
    }

    /** What C2 compiled last of each method, by {@code package.Type::method}. */
    static Map<String, MachineCode> read(String text) {
        Map<String, MachineCode> methods = new LinkedHashMap<>();
        String name = "";
        boolean inCode = false;
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher header = HEADER.matcher(line);
            Matcher bytes = LINE.matcher(line);
            if (header.matches()) {
                boolean whole = header.group(1).equals("c2") && !header.group(2).contains("%");
                name = whole ? header.group(3) : "";
            } else if (line.startsWith("[MachCode]")) {
                inCode = !name.isEmpty();
                code.reset();
            } else if (inCode && (line.startsWith("[/MachCode]") || line.startsWith("[Stub Code]"))) {
                methods.put(name, new MachineCode(code.toByteArray()));
                inCode = false;
            } else if (inCode && bytes.matches()) {
                code.writeBytes(HexFormat.of().parseHex(bytes.group(1).replaceAll("[\\s|]", "")));
            }
        }
        return methods;
    }

    /** The loops that have fma and no loop inside, each as its instructions. */
    List<List<Instruction>> loopsOfFma() {
        List<Instruction> jumps =
                instructions.stream().filter(Instruction::loops).toList();
        return jumps.stream()
                .filter(jump -> jumps.stream().noneMatch(inner -> isInside(inner, jump)))
                .map(jump -> instructions.stream()
                        .filter(instruction -> instruction.start() >= jump.target() && instruction.end() <= jump.end())
                        .toList())
                .filter(loop -> loop.stream().anyMatch(instruction -> instruction.kind() == Kind.FMA))
                .toList();
    }

    private static boolean isInside(Instruction inner, Instruction outer) {
        return !inner.equals(outer) && inner.target() >= outer.target() && inner.end() <= outer.end();
    }
}
