package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks the use of a block: binds its arguments, and checks its body with them. */
final class BlockChecker {

    private final ModelParts model;

    BlockChecker(ModelParts model) {
        this.model = model;
    }

    /** A block with the context of the file that declares it. */
    record Template(Declaration.Block declaration, FileContext file) {}

    /** The block that a name stands for in a file, if it stands for one. */
    static Optional<Template> find(QualifiedName name, FileContext context) {
        Optional<FileContext> owner =
                context.names().find(name.text(), Declaration.Block.class).isPresent()
                        ? Optional.of(context)
                        : context.names().importing(name, Declaration.Block.class);
        return owner.flatMap(file -> file.names()
                .find(FileNames.last(name).text(), Declaration.Block.class)
                .map(block -> new Template(block, file)));
    }

    /** The value after the block. */
    CurrentValue check(ItemSite site, Template template) {
        Declaration.Block block = template.declaration();
        Optional<UseChain> outer = site.context().reporter().useOf(block);
        if (outer.isPresent()) {
            site.report(Mistake.of(
                            DiagnosticCode.NN260,
                            site.place(),
                            "the block " + Wording.quoted(block.name().text()) + " uses itself")
                    .help("a block cannot go on forever; write `repeat(n) < … >` for n copies"));
            return new CurrentValue.Poisoned();
        } else if (!site.item().branches().isEmpty()) {
            site.report(DiagnosticCode.NN202, site.name() + " is a block and takes no `< … >`");
            return new CurrentValue.Poisoned();
        }
        return arguments(site, template)
                .map(values -> inside(site, template, values))
                .orElseGet(CurrentValue.Poisoned::new);
    }

    private CurrentValue inside(ItemSite site, Template template, Map<String, Optional<ConstantValue>> values) {
        Declaration.Block block = template.declaration();
        return model.wrongUses().once(site, site.place(), block, values, () -> {
            Body body = site.ofBlock(context(site, template, values));
            return group(site, () -> model.check(block.body(), body, site.current()));
        });
    }

    private CurrentValue group(ItemSite site, Supplier<CurrentValue> inside) {
        String kind = site.item().name().text();
        return model.network()
                .group(Group.Role.ITEM, site.path(), kind, site.item().span(), inside);
    }

    private static FileContext context(ItemSite site, Template template, Map<String, Optional<ConstantValue>> values) {
        return template.file().inBlock(values, site.context().use(template.declaration(), site.place()));
    }

    /** The values of all parameters; empty when one is missing. */
    private static Optional<Map<String, Optional<ConstantValue>>> arguments(ItemSite site, Template template) {
        Item.Layer item = site.item();
        List<Declaration.Param> params = distinct(template.declaration().params());
        List<Formal> formals = params.stream().map(BlockChecker::formal).toList();
        return site.context()
                .binder()
                .bind(item.name().text(), formals, item.arguments(), site.place())
                .map(bound -> values(site, template, params, bound));
    }

    private static List<Declaration.Param> distinct(List<Declaration.Param> params) {
        Map<String, Declaration.Param> byName = new LinkedHashMap<>();
        params.forEach(param -> byName.putIfAbsent(param.name().text(), param));
        return List.copyOf(byName.values());
    }

    private static Formal formal(Declaration.Param param) {
        String name = param.name().text();
        String meaning = "its parameter " + Wording.quoted(name);
        return param.defaultValue().isPresent()
                ? Formal.positional(name, meaning, ArgumentType.ANY, new ConstantValue.None())
                : Formal.required(name, meaning, ArgumentType.ANY);
    }

    private static Map<String, Optional<ConstantValue>> values(
            ItemSite site, Template template, List<Declaration.Param> params, BoundArguments bound) {
        Map<String, Optional<ConstantValue>> values = new HashMap<>();
        for (Declaration.Param param : params) {
            String name = param.name().text();
            values.put(
                    name,
                    bound.isDoubtful(name) ? Optional.empty() : value(param, bound, context(site, template, values)));
        }
        return values;
    }

    private static Optional<ConstantValue> value(Declaration.Param param, BoundArguments bound, FileContext before) {
        String name = param.name().text();
        return bound.writtenAs(name).isPresent()
                ? Optional.ofNullable(bound.values().get(name))
                : param.defaultValue().flatMap(before.evaluator()::evaluate);
    }
}
