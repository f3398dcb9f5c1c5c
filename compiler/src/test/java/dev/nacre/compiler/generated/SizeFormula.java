package dev.nacre.compiler.generated;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size that a formula of lengths has for numbers, such as {@code (T + 1) / 2}: divisions round down. */
final class SizeFormula {

    private static final Pattern SIZE = Pattern.compile("(?<=[\\[,] ?)[^\\[\\],<>:]+(?=[,\\]])");

    private final String text;
    private int at;

    private SizeFormula(String text) {
        this.text = text.replace(" ", "");
    }

    /** The text with a number for each size that names a length. */
    static String replaced(String text, Map<String, Integer> sizes) {
        StringBuilder replaced = new StringBuilder();
        Matcher size = SIZE.matcher(text);
        while (size.find()) {
            String written = size.group();
            String numbers = written;
            for (Map.Entry<String, Integer> length : sizes.entrySet()) {
                numbers = numbers.replaceAll("\\b(\\d*)" + length.getKey() + "\\b", String.valueOf(length.getValue()));
            }
            String value = numbers.equals(written) ? written : String.valueOf(new SizeFormula(numbers).sum());
            size.appendReplacement(replaced, Matcher.quoteReplacement(value));
        }
        return size.appendTail(replaced).toString();
    }

    private int sum() {
        int sum = product();
        while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            boolean plus = text.charAt(at++) == '+';
            sum += plus ? product() : -product();
        }
        return sum;
    }

    private int product() {
        int product = factor();
        while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
            boolean times = text.charAt(at++) == '*';
            product = times ? product * factor() : Math.floorDiv(product, factor());
        }
        return product;
    }

    private int factor() {
        if (text.charAt(at) == '(') {
            at++;
            int inside = sum();
            at++;
            return inside;
        }
        int from = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return Integer.parseInt(text.substring(from, at));
    }
}
