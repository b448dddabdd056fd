using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>`match` and its patterns.</summary>
public sealed partial class Expander
{
    private Node Match(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length < 2) return BadForm(form, "a value to match");
        Node subject = Expression(form.Items[1], null);
        var clauses = ImmutableArray.CreateBuilder<MatchClause>();
        foreach (Datum item in form.Items.AsSpan()[2..])
        {
            if (item is GroupDatum { Open: '(' or '[', Items.IsEmpty: false } clause) clauses.Add(Clause(clause, tail));
            else Error(Messages.BadForm, item.Position, form.Head!, "clauses (pattern body…)");
        }
        return new MatchNode(_at, subject, clauses.ToImmutable());
    }

    private MatchClause Clause(GroupDatum clause, Tail? tail)
    {
        // Names are declared after the pattern: a record's name inside it is one of the scope around.
        var variables = new List<Variable>();
        Pattern pattern = PatternOf(clause.Items[0], variables);
        _scope.Enter();
        foreach (Variable variable in variables) _scope.Declare(variable);
        bool hasGuard = clause.Items.Length >= 3 && clause.Items[1] is AtomDatum { Value: Constant.Keyword { Name: "when" } };
        Node? guard = hasGuard ? Expression(clause.Items[2], null) : null;
        Node body = Body(clause.Items, hasGuard ? 3 : 1, tail);
        _scope.Leave();
        return new MatchClause(pattern, [.. variables], guard, body);
    }

    private Pattern PatternOf(Datum datum, List<Variable> variables)
    {
        switch (datum)
        {
            case AtomDatum atom: return new Pattern.Literal(atom.Value);
            case NameDatum name: return NamePattern(name, variables);
        }
        if (!StackGuard.HasRoom) return StackGuard.OnNewStack(() => PatternOf(datum, variables));
        var group = (GroupDatum)datum;
        if (_depth == FormNestingMax)
        {
            Error(Messages.NestedTooDeeply, group.Position, "patterns", FormNestingMax);
            return new Pattern.Any();
        }
        _depth++;
        Pattern pattern = group.Open == '{' ? DictPattern(group, variables)
            : group.Open == '[' || group.Items.IsEmpty ? ListPattern(group, variables) : FormPattern(group, variables);
        _depth--;
        return pattern;
    }

    private Pattern NamePattern(NameDatum name, List<Variable> variables)
    {
        if (name.Name == "_" || !IsBindable(name)) return new Pattern.Any();
        if (variables.Exists(known => known.Name == name.Name)) Error(Messages.DuplicateInPattern, name.Position, name.Name);
        var variable = new Variable(name.Name);
        variables.Add(variable);
        return new Pattern.Bind(variable);
    }

    private Pattern ListPattern(GroupDatum group, List<Variable> variables)
    {
        const string Dots = "...";
        ReadOnlySpan<Datum> items = group.Items.AsSpan();
        Pattern? rest = null;
        NameDatum? restName = items.Length > 0 && items[^1] is NameDatum { Name.Length: > 3 } last && last.Name.StartsWith(Dots, StringComparison.Ordinal)
            ? new NameDatum(last.Position, last.Name[Dots.Length..]) : null;
        if (restName is not null) items = items[..^1];
        var patterns = new List<Pattern>();
        foreach (Datum item in items) patterns.Add(PatternOf(item, variables));
        if (restName is not null) rest = NamePattern(restName, variables);
        Pattern list = rest is null ? new Pattern.Empty() : patterns.Count == 0 ? new Pattern.AnyList(rest) : rest;
        for (int i = patterns.Count - 1; i >= 0; i--) list = new Pattern.Cons(patterns[i], list);
        return list;
    }

    private Pattern.AnyDict DictPattern(GroupDatum group, List<Variable> variables)
    {
        var keys = ImmutableArray.CreateBuilder<Pattern.Key>();
        for (int i = 0; i < group.Items.Length; i += 2)
        {
            Constant? key = group.Items[i] switch
            {
                AtomDatum atom => atom.Value,
                GroupDatum { Head: "quote", Items: [_, var quoted] } => Quoted(quoted, 0),
                _ => null,
            };
            if (key is null) Error(Messages.BadPattern, group.Items[i].Position, "a literal as the key");
            keys.Add(new Pattern.Key(key ?? new Constant.Nil(), PatternOf(group.Items[i + 1], variables)));
        }
        return new Pattern.AnyDict(keys.ToImmutable());
    }

    private Pattern FormPattern(GroupDatum form, List<Variable> variables)
    {
        switch (form.Head)
        {
            case null: return NoPattern(form, "a name or 'quote' after '('");
            case "quote": return form.Items.Length == 2 ? QuotedPattern(Quoted(form.Items[1], 0)) : NoPattern(form, "(quote datum)");
            case "cons":
                if (form.Items.Length != 3) return NoPattern(form, "(cons pattern pattern)");
                Pattern head = PatternOf(form.Items[1], variables);
                return new Pattern.Cons(head, PatternOf(form.Items[2], variables));
            case "or": return OrPattern(form, variables);
        }
        ImmutableArray<Pattern> fields = PatternsOf(form, variables);
        if (RecordFieldsOf(form.Head) is not { } count) return new Pattern.Tuple(form.Head, fields);
        if (count != fields.Length) Error(Messages.PatternFieldCount, form.Position, form.Head, count, count == 1 ? "" : "s", fields.Length);
        return new Pattern.Record(Reference((NameDatum)form.Items[0], _at), fields);
    }

    private ImmutableArray<Pattern> PatternsOf(GroupDatum form, List<Variable> variables)
    {
        var patterns = ImmutableArray.CreateBuilder<Pattern>();
        for (int i = 1; i < form.Items.Length; i++) patterns.Add(PatternOf(form.Items[i], variables));
        return patterns.ToImmutable();
    }

    private Pattern OrPattern(GroupDatum form, List<Variable> variables)
    {
        int before = variables.Count;
        ImmutableArray<Pattern> alternatives = PatternsOf(form, variables);
        if (variables.Count > before) return NoPattern(form, "no names in (or pattern…)");
        return alternatives.Any(alternative => alternative is Pattern.Any) ? new Pattern.Any() : new Pattern.Or(alternatives);
    }

    private static Pattern QuotedPattern(Constant datum) => datum is Constant.List { Items.IsEmpty: true } ? new Pattern.Empty() : new Pattern.Literal(datum);

    private Pattern.Any NoPattern(GroupDatum form, string expected)
    {
        Error(Messages.BadPattern, form.Position, expected);
        return new Pattern.Any();
    }

    /// <summary>How many fields the record type has that the name stands for here; null if it stands for none.</summary>
    private int? RecordFieldsOf(string name)
    {
        if (_scope.Find(name) is { } variable) return variable.RecordFields;
        if (_names.Find(name) is { } global) return global.RecordFields;
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && _scope.Find(name[..dot]) is null && _names.Find(name[..dot]) is { Module: { } module })
            return module.Members.GetValueOrDefault(name[(dot + 1)..])?.RecordFields;
        return name == "Error" ? 3 : null;
    }
}
