package dev.nacre.compiler.check;

/** What the checks of one file share. */
record FileContext(FileNames names, Scope scope, Evaluator evaluator, ArgumentBinder binder, Reporter reporter) {

    static FileContext of(FileNames names, Reporter reporter) {
        Scope scope = new Scope(names, reporter);
        Evaluator evaluator = new Evaluator(scope, reporter);
        return new FileContext(names, scope, evaluator, new ArgumentBinder(evaluator, reporter), reporter);
    }
}
