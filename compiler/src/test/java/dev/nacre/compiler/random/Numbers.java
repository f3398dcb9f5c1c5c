package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The integers in a text. */
final class Numbers {

    private static final Pattern INTEGER = Pattern.compile("(?<![\\w.$-])\\d+(?![\\w.])");

    private static final Pattern LITERAL = Pattern.compile("(?<![\\w.$-])(\\d+\\.\\d+|\\d+)(?![\\w.])");

    private Numbers() {}

    /** The numbers of a text that has nothing else but lists of them. */
    static List<String> literals(String text) {
        return text.matches("[\\d\\[\\], .-]*")
                ? LITERAL.matcher(text).results().map(MatchResult::group).toList()
                : List.of();
    }

    /** The text with something else instead of some of the numbers that are {@code literal}. */
    static String replaced(String text, String literal, String other, BooleanSupplier some) {
        return literals(text).isEmpty()
                ? text
                : LITERAL.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                found.group().equals(literal) && some.getAsBoolean() ? other : found.group()));
    }

    static List<Integer> in(String text) {
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher = INTEGER.matcher(text);
        while (matcher.find()) {
            numbers.add(Integer.valueOf(matcher.group()));
        }
        return numbers;
    }

    static String replaced(String text, IntUnaryOperator change) {
        return INTEGER.matcher(text)
                .replaceAll(found -> String.valueOf(change.applyAsInt(Integer.parseInt(found.group()))));
    }

    /** The text with something else instead of the integer with that index. */
    static String replaced(String text, int index, String other) {
        Matcher matcher = INTEGER.matcher(text);
        for (int i = 0; i <= index; i++) {
            if (!matcher.find()) {
                return text;
            }
        }
        return text.substring(0, matcher.start()) + other + text.substring(matcher.end());
    }

    /** Smaller ones to try, the smallest first. */
    static Set<Integer> below(int number) {
        Set<Integer> below = new TreeSet<>();
        for (int other : new int[] {0, 1, 2, number / 2, number - 1}) {
            if (0 <= other && other < number) {
                below.add(other);
            }
        }
        return below;
    }

    /** Texts in which one integer is smaller. */
    static List<String> smaller(String text) {
        List<String> smaller = new ArrayList<>();
        List<Integer> numbers = in(text);
        for (int i = 0; i < numbers.size(); i++) {
            for (int other : below(numbers.get(i))) {
                smaller.add(replaced(text, i, String.valueOf(other)));
            }
        }
        return smaller;
    }
}
