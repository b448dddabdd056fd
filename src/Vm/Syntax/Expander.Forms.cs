using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>The special forms that bind nothing.</summary>
public sealed partial class Expander
{
    private Node Quote(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length != 2) return BadForm(form, "(quote datum)");
        return new LiteralNode(_at, Quoted(form.Items[1], 0));
    }

    private Constant Quoted(Datum datum, int depth)
    {
        switch (datum)
        {
            case AtomDatum atom: return atom.Value;
            case NameDatum name: return new Constant.Symbol(name.Name);
        }
        var group = (GroupDatum)datum;
        if (depth == QuotedNestingMax)
        {
            Error(Messages.NestedTooDeeply, group.Position, "quoted data", QuotedNestingMax);
            return new Constant.Nil();
        }
        var items = ImmutableArray.CreateBuilder<Constant>(group.Items.Length);
        foreach (Datum item in group.Items) items.Add(Quoted(item, depth + 1));
        return group.Open == '{' ? new Constant.Dict(items.MoveToImmutable()) : new Constant.List(items.MoveToImmutable());
    }

    private Node If(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length is not (3 or 4)) return BadForm(form, "(if condition then) or (if condition then else)");
        Node condition = Expression(form.Items[1], null), then = Expression(form.Items[2], tail);
        return Choice(condition, then, form.Items.Length == 4 ? Expression(form.Items[3], tail) : Nil());
    }

    private Node Choice(Node condition, Node then, Node otherwise) =>
        condition is LiteralNode literal ? (Folding.IsTrue(literal.Value) ? then : otherwise) : new IfNode(_at, condition, then, otherwise);

    private Node When(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length < 2) return BadForm(form, "a condition");
        Node condition = Expression(form.Items[1], null), body = Sequence(form.Items, 2, tail, Expression);
        return form.Head == "when" ? Choice(condition, body, Nil()) : Choice(condition, Nil(), body);
    }

    private Node Cond(GroupDatum form, Tail? tail)
    {
        Node node = Nil();
        for (int i = form.Items.Length - 1; i >= 1; i--)
        {
            if (form.Items[i] is not GroupDatum { Open: '(' or '[', Items.IsEmpty: false } clause)
                Error(Messages.BadForm, form.Items[i].Position, "cond", "clauses (condition body…)");
            else if (clause.Items[0] is NameDatum { Name: "else" })
            {
                if (i != form.Items.Length - 1) Error(Messages.BadForm, clause.Position, "cond", "else as the last clause");
                node = Sequence(clause.Items, 1, tail, Expression);
            }
            else if (clause.Items.Length == 1) node = new LogicNode(_at, false, [Expression(clause.Items[0], null), node]);
            else node = Choice(Expression(clause.Items[0], null), Sequence(clause.Items, 1, tail, Expression), node);
        }
        return node;
    }

    private Node Logic(GroupDatum form, Tail? tail)
    {
        bool isAnd = form.Head == "and";
        if (form.Items.Length == 1) return new LiteralNode(_at, new Constant.Bool(isAnd));
        if (form.Items.Length == 2) return Expression(form.Items[1], tail);
        var items = ImmutableArray.CreateBuilder<Node>();
        for (int i = 1; i < form.Items.Length; i++) items.Add(Expression(form.Items[i], i == form.Items.Length - 1 ? tail : null));
        return new LogicNode(_at, isAnd, items.ToImmutable());
    }

    private Node Begin(GroupDatum form, Tail? tail) => Sequence(form.Items, 1, tail, Expression);

    private Node Effect(GroupDatum form, Tail? tail)
    {
        const string Expected = "(effect ns:op argument…) or (effect ns op argument…)";
        if (form.Items.Length < 2 || form.Items[1] is not NameDatum first) return BadForm(form, Expected);
        if (IsEffectName(first.Name)) return Perform(first.Name, form, 2);
        if (form.Items.Length < 3 || form.Items[2] is not NameDatum second) return BadForm(form, Expected);
        return Perform(first.Name + ":" + second.Name, form, 3);
    }

    private Node Perform(string name, GroupDatum form, int firstArgument)
    {
        int count = form.Items.Length - firstArgument;
        if (count > EffectArgumentsMax) return Error(Messages.TooManyArguments, form.Position, count, EffectArgumentsMax);
        return new EffectNode(_at, name, Expressions(form.Items, firstArgument));
    }

    private Node While(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length < 2) return BadForm(form, "a condition");
        Node condition = Expression(form.Items[1], null);
        _scope.Enter();
        Node body = Body(form.Items, 2, null);
        _scope.Leave();
        return new WhileNode(_at, condition, body);
    }

    private Node DoTimes(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length < 2 || form.Items[1] is not GroupDatum { Items: [NameDatum name, var count] } || !IsBindable(name))
            return BadForm(form, "(dotimes (name count) body…)");
        Node times = Expression(count, null);
        _scope.Enter();
        Variable variable = _scope.Declare(name.Name);
        Node body = Body(form.Items, 2, null);
        _scope.Leave();
        return new DoTimesNode(_at, variable, times, body);
    }

    private Node Set(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length != 3 || form.Items[1] is not NameDatum target) return BadForm(form, "(set! name expr)");
        Node value = Expression(form.Items[2], null);
        string name = target.Name;
        if (_scope.Find(name) is { } variable)
        {
            variable.IsAssigned = true;
            return new AssignNode(_at, variable, null, value);
        }
        Global? global = _names.Find(name);
        string? kind = Reserved.Contains(name) ? "a reserved name" : name.Contains(':') ? "an effect"
            : global is null && IsLibraryName(name) ? "a library name" : Immutable(name);
        if (kind is not null) return Error(Messages.SetLibrary, target.Position, name, kind);
        if (global is null) WarnUnbound(name, target.Position);
        global ??= UndefinedGlobal(name);
        global.IsAssigned = true;
        return new AssignNode(_at, null, global, value);
    }

    private bool IsLibraryName(string name) => name is "inf" or "nan" || _library.TryFind(name, out _);
}
