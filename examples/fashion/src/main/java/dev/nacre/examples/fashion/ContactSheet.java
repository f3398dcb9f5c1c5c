package dev.nacre.examples.fashion;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Images side by side in one picture, each with two lines of text below. */
final class ContactSheet {

    private static final int COLUMNS = 8;
    private static final int SCALE = 4;
    private static final int MARGIN = 8;
    private static final int LINE = 14;
    private static final int SIDE = Garments.SIDE * SCALE;
    private static final int WIDTH = SIDE + MARGIN;
    private static final int HEIGHT = SIDE + 2 * LINE + MARGIN;

    private ContactSheet() {}

    /**
     * An image with its text.
     *
     * @param pixels grey values between 0 and 1, row by row
     */
    record Entry(float[] pixels, String first, String second) {}

    /** Writes the picture as PNG; directories that lack are made. */
    static void write(List<Entry> entries, Path file) throws IOException {
        int rows = (entries.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(
                COLUMNS * WIDTH + MARGIN, Math.max(1, rows) * HEIGHT + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < entries.size(); i++) {
            draw(entries.get(i), MARGIN + i % COLUMNS * WIDTH, MARGIN + i / COLUMNS * HEIGHT, graphics);
        }
        graphics.dispose();
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(sheet, "png", file.toFile());
    }

    private static void draw(Entry entry, int x, int y, Graphics2D graphics) {
        for (int pixel = 0; pixel < Garments.PIXELS; pixel++) {
            float grey = 1 - entry.pixels()[pixel];
            graphics.setColor(new Color(grey, grey, grey));
            int column = pixel % Garments.SIDE;
            int row = pixel / Garments.SIDE;
            graphics.fillRect(x + column * SCALE, y + row * SCALE, SCALE, SCALE);
        }
        graphics.setColor(Color.BLACK);
        graphics.drawString(entry.first(), x, y + SIDE + LINE - 2);
        graphics.setColor(Color.RED.darker());
        graphics.drawString(entry.second(), x, y + SIDE + 2 * LINE - 2);
    }
}
