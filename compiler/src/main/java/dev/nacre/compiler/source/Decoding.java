package dev.nacre.compiler.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From bytes to a {@link SourceFile}. */
record Decoding(String root, String path, String directory, Charset charset, Diagnostics diagnostics) {

    Optional<SourceFile> decode(byte[] bytes) {
        if (bytes.length > SourceFile.SIZE_LIMIT) {
            SourceFile file = new SourceFile(root, path, directory, "");
            diagnostics.report(tooLarge(file, bytes.length, "bytes"));
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(
                (int) Math.ceil(bytes.length * (double) charset.newDecoder().maxCharsPerByte()) + 1);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            reportMalformed(bytes, in.position(), out.position());
            return Optional.empty();
        }
        decoder.flush(out);
        return Optional.of(
                new SourceFile(root, path, directory, withoutMark(out.flip().toString())));
    }

    /** The error for a file with more than {@link SourceFile#SIZE_LIMIT} {@code units}. */
    static Diagnostic tooLarge(SourceFile file, int size, String units) {
        return new Diagnostic(
                DiagnosticCode.NN102,
                String.format(Locale.ROOT, "the file has %,d %s; the limit is %,d", size, units, SourceFile.SIZE_LIMIT),
                file.span(0, 0),
                List.of(),
                List.of(),
                Optional.of("divide it into several files and `import` one from the other"));
    }

    /** The text around the culprit is shown with every malformed byte replaced by U+FFFD. */
    private void reportMalformed(byte[] bytes, int byteOffset, int charOffset) {
        String shown = new String(bytes, charset);
        int at = Math.min(charOffset, Math.max(0, shown.length() - 1));
        int dropped = shown.length() - withoutMark(shown).length();
        SourceFile file = new SourceFile(root, path, directory, withoutMark(shown));
        int start = Math.max(0, at - dropped);
        diagnostics.report(new Diagnostic(
                DiagnosticCode.NN101,
                String.format(
                        Locale.ROOT,
                        "byte %d of the file, 0x%02X, is not %s text",
                        byteOffset + 1,
                        bytes[byteOffset],
                        charset.name()),
                file.span(start, Math.min(start + 1, file.text().length())),
                List.of(),
                List.of(),
                Optional.of(help(bytes))));
    }

    private String help(byte[] bytes) {
        boolean utf16 = bytes.length >= 2 && (bytes[0] & bytes[1]) == (byte) 0xFE && bytes[0] != bytes[1];
        return utf16
                ? "the file looks like UTF-16; save it as " + charset.name()
                : "save the file as " + charset.name() + ", or tell the build its encoding";
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
