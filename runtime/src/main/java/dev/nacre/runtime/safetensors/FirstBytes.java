package dev.nacre.runtime.safetensors;

import java.nio.charset.StandardCharsets;

/** The beginning of a file of unknown format. */
final class FirstBytes {

    /** As many as are looked at. */
    static final int MOST = 512;

    /** Where the first file of a zip archive has the length of its name, and its name. */
    private static final int NAME_LENGTH = 26;

    private static final int NAME = 30;

    private final byte[] bytes;
    private final String text;

    FirstBytes(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Each byte as a character. */
    String text() {
        return text;
    }

    boolean beginsWith(int... start) {
        boolean same = bytes.length >= start.length;
        for (int i = 0; same && i < start.length; i++) {
            same = isAt(i, start[i], start[i]);
        }
        return same;
    }

    /** Whether there is a byte of a range at a place. */
    boolean isAt(int place, int least, int most) {
        int value = place < bytes.length ? bytes[place] & 0xFF : -1;
        return least <= value && value <= most;
    }

    /** Whether it is a zip archive whose first file has a name like that. */
    boolean archives(String pattern) {
        if (!beginsWith('P', 'K', 3, 4) || bytes.length < NAME) {
            return false;
        }
        int length = (bytes[NAME_LENGTH] & 0xFF) + ((bytes[NAME_LENGTH + 1] & 0xFF) << 8);
        return text.substring(NAME, Math.min(bytes.length, NAME + length)).matches(pattern);
    }

    /** Whether it is text, half of it or more in ASCII, and matches behind a byte order mark and spaces. */
    boolean isText(String pattern) {
        int ascii = 0;
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
            ascii += b > 0 ? 1 : 0;
        }
        return 2 * ascii >= bytes.length
                && text.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading().matches(pattern);
    }
}
