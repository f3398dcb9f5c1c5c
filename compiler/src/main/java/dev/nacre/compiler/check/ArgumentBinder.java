package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives each argument of a call to the formal that it is meant for, and checks its type and range. */
final class ArgumentBinder {

    private final ConstantEvaluator evaluator;
    private final Reporter reporter;

    ArgumentBinder(ConstantEvaluator evaluator, Reporter reporter) {
        this.evaluator = evaluator;
        this.reporter = reporter;
    }

    /**
     * Binds the arguments; empty when one without a default is missing or wrong, so that nothing sensible can go on.
     *
     * @param callee as in messages: {@code linear}
     * @param call what to point at when an argument is missing
     */
    Optional<BoundArguments> bind(String callee, List<Formal> formals, List<Argument> arguments, Span call) {
        return new Binding(callee, formals, call).bind(arguments);
    }

    /**
     * The value of an expression that must be of a type; empty when it is not, which is reported.
     *
     * @param subject what it is, as the start of a sentence
     */
    Optional<ConstantValue> checked(String subject, ArgumentType type, Expr expr) {
        if (isUnquotedChoice(type, expr)) {
            reporter.report(Mistake.of(DiagnosticCode.NN215, expr.span(), subject + " must be a string")
                    .help("write it in quotes: `\"" + expr.span().text() + "\"`"));
            return Optional.empty();
        }
        Optional<ConstantValue> value = evaluator.evaluate(expr);
        if (value.filter(type.isKind().negate()).isPresent()) {
            return wrong(DiagnosticCode.NN215, subject, type.kind(), expr, value.get());
        } else if (value.filter(type.isAllowed().negate()).isPresent()) {
            return wrong(DiagnosticCode.NN216, subject, type.range(), expr, value.get());
        }
        return value;
    }

    private boolean isUnquotedChoice(ArgumentType type, Expr expr) {
        return expr instanceof Expr.Reference reference
                && !reference.hasArguments()
                && (type.equals(ArgumentType.TEXT)
                        || type.choices().contains(reference.name().text()))
                && !evaluator.knows(reference.name().text());
    }

    private Optional<ConstantValue> wrong(
            DiagnosticCode code, String subject, String expected, Expr expr, ConstantValue found) {
        String message = subject + " must be " + expected + ", but is " + found.description();
        reporter.report(Mistake.of(code, expr.span(), message), found, expected);
        return Optional.empty();
    }

    /** The binding of one call. */
    private final class Binding {

        private final String callee;
        private final List<Formal> formals;
        private final Span call;
        private final Map<String, Argument> written = new LinkedHashMap<>();
        /** The formals that an argument with a mistake is meant for. */
        private final Set<String> mistaken = new HashSet<>();
        /** Whether it is known which formal each argument is meant for; if not, none is known to be missing. */
        private boolean isClear = true;

        Binding(String callee, List<Formal> formals, Span call) {
            this.callee = Wording.quoted(callee);
            this.formals = formals;
            this.call = call;
        }

        Optional<BoundArguments> bind(List<Argument> arguments) {
            List<Argument> unnamed = arguments.stream()
                    .filter(argument -> argument.name().isEmpty())
                    .toList();
            if (isInOrder(arguments, unnamed)) {
                assignPositions(unnamed);
            } else {
                isClear = false;
            }
            arguments.forEach(argument -> argument.name().ifPresent(name -> assignName(name, argument)));
            Map<String, List<Identifier>> names = names();
            return values().map(values -> new BoundArguments(values, names, written, mistaken, isClear));
        }

        /** Whether there is a place for each argument without a name; reported when there is none. */
        private boolean isInOrder(List<Argument> arguments, List<Argument> unnamed) {
            List<Formal> slots = slots();
            if (unnamed.size() > slots.size()) {
                List<Argument> excess = unnamed.subList(slots.size(), unnamed.size());
                boolean isList = slots.size() == 1 && slots.get(0).type().takesList();
                tooMany(excess, slots.size(), unnamed.size(), isList ? listed(unnamed) : Optional.empty());
                return false;
            }
            Optional<Argument> misplaced = arguments.stream()
                    .dropWhile(argument -> argument.name().isEmpty())
                    .filter(argument -> argument.name().isEmpty())
                    .findFirst();
            misplaced.ifPresent(argument -> reporter.report(
                    DiagnosticCode.NN214, argument.span(), "an argument without a name stands after one with a name"));
            return misplaced.isEmpty();
        }

        private List<Formal> slots() {
            return formals.stream().filter(Formal::hasPosition).toList();
        }

        private void assignPositions(List<Argument> unnamed) {
            List<Formal> slots = slots();
            List<Formal> used = unnamed.size() == slots.size()
                    ? slots
                    : slots.stream()
                            .filter(formal -> formal.place() == Formal.Place.POSITION)
                            .toList();
            for (int i = 0; i < unnamed.size(); i++) {
                written.put(used.get(i).name(), unnamed.get(i));
            }
        }

        private Optional<String> listed(List<Argument> arguments) {
            return Optional.of(arguments.stream()
                    .map(argument -> Wording.brief(argument.value().span().text()))
                    .collect(Collectors.joining(", ", "write a list: `[", "]`")));
        }

        private void tooMany(List<Argument> excess, int most, int given, Optional<String> listed) {
            Span span = excess.get(0).span().to(excess.get(excess.size() - 1).span());
            List<String> names = formals.stream()
                    .filter(formal -> !formal.hasPosition())
                    .map(Formal::name)
                    .toList();
            String message = most > 0
                    ? callee + " takes at most " + Wording.count(most, "argument") + " without a name, but " + given
                            + " are given"
                    : callee + (names.isEmpty() ? " takes no arguments" : " takes no arguments without their names");
            Optional<String> help = excess.size() == 1 && !names.isEmpty()
                    ? Optional.of("write `" + names.get(0) + " = "
                            + Wording.brief(excess.get(0).value().span().text()) + "` to set `" + names.get(0) + "`")
                    : Optional.of(excess.size() == 1 ? "remove it" : "remove them")
                            .filter(remedy -> formals.isEmpty())
                            .or(() -> listed);
            reporter.report(Mistake.of(DiagnosticCode.NN213, span, message).help(help));
        }

        private void assignName(Identifier name, Argument argument) {
            Argument first = written.get(name.text());
            if (formals.stream().noneMatch(formal -> formal.name().equals(name.text()))) {
                unknown(name);
            } else if (first != null) {
                mistaken.add(name.text());
                reporter.report(Mistake.of(
                                DiagnosticCode.NN211,
                                argument.span(),
                                Wording.quoted(name.text()) + " of " + callee + " is given twice")
                        .related(first.span(), "first here"));
            } else {
                written.put(name.text(), argument);
            }
        }

        private void unknown(Identifier name) {
            List<String> known = formals.stream().map(Formal::name).toList();
            NearestName.find(name.text(), known).ifPresentOrElse(mistaken::add, () -> isClear = false);
            Mistake mistake = Mistake.of(
                    DiagnosticCode.NN210, name.span(), callee + " has no argument " + Wording.quoted(name.text()));
            reporter.report(
                    known.isEmpty()
                            ? mistake
                            : mistake.help(
                                    NearestName.hint(name.text(), known).orElse("it has " + Wording.names(known))));
        }

        /** The names that stand for values of the model. */
        private Map<String, List<Identifier>> names() {
            Map<String, List<Identifier>> names = new HashMap<>();
            formals.stream().filter(Formal::namesValues).forEach(formal -> {
                Argument argument = written.get(formal.name());
                if (argument != null && (formal.required() || !(argument.value() instanceof Expr.None))) {
                    ValueNames.of(formal, argument.value(), reporter)
                            .ifPresentOrElse(
                                    found -> names.put(formal.name(), found), () -> mistaken.add(formal.name()));
                }
            });
            return names;
        }

        private Optional<Map<String, ConstantValue>> values() {
            Map<String, ConstantValue> values = new HashMap<>();
            boolean complete = true;
            for (Formal formal : formals) {
                reportMissing(formal);
                Optional<ConstantValue> value = formal.namesValues() ? Optional.empty() : value(formal);
                value.ifPresent(found -> values.put(formal.name(), found));
                boolean isThere = value.isPresent() || (formal.namesValues() && written.containsKey(formal.name()));
                complete &= isThere || !formal.required();
            }
            return complete ? Optional.of(values) : Optional.empty();
        }

        private void reportMissing(Formal formal) {
            boolean isMissing = !written.containsKey(formal.name()) && formal.required();
            if (isMissing && isClear && !mistaken.contains(formal.name())) {
                reporter.report(DiagnosticCode.NN212, call, callee + " needs " + formal.meaning());
            }
        }

        /** What is given, or the default that stands in for it. */
        private Optional<ConstantValue> value(Formal formal) {
            Argument argument = written.get(formal.name());
            Optional<ConstantValue> given = argument == null
                    ? Optional.empty()
                    : checked(Wording.quoted(formal.name()), formal.type(), argument.value());
            if (argument != null && given.isEmpty()) {
                mistaken.add(formal.name());
            }
            return given.filter(value -> !mistaken.contains(formal.name())).or(formal::defaultValue);
        }
    }
}
