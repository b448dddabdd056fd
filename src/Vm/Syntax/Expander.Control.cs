using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>Errors, effects and fibers: `throw try handler handle go select`.</summary>
public sealed partial class Expander
{
    /// <summary>Of the function around: what a fiber's or a handle's body is called in a trace.</summary>
    private string _functionName = "top level";

    /// <summary>The forms of a body that opens a scope.</summary>
    private Node Block(ImmutableArray<Datum> items, int from, Tail? tail)
    {
        _scope.Enter();
        Node body = Body(items, from, tail);
        _scope.Leave();
        return body;
    }

    private Node Throw(GroupDatum form, Tail? tail) =>
        form.Items.Length == 2 ? new ThrowNode(_at, Expression(form.Items[1], null)) : BadForm(form, "(throw value)");

    private Node Try(GroupDatum form, Tail? tail)
    {
        int end = form.Items.Length;
        GroupDatum? @finally = end > 1 && form.Items[end - 1] is GroupDatum { Head: "finally" } last ? last : null;
        if (@finally is not null) end--;
        GroupDatum? @catch = end > 1 && form.Items[end - 1] is GroupDatum { Head: "catch" } before ? before : null;
        if (@catch is not null) end--;
        for (int i = 1; i < end; i++)
        {
            if (form.Items[i] is GroupDatum { Head: "catch" or "finally" } misplaced && !IsBound(misplaced.Head))
                Error(Messages.BadForm, misplaced.Position, "try", "catch and then finally as the last clauses");
        }
        Node body = Block(form.Items[..end], 1, @catch is null && @finally is null ? tail : null);
        if (@catch is null && @finally is null) return body;
        Variable? variable = null;
        Node? caught = null;
        if (@catch is not null)
        {
            if (@catch.Items.Length < 2 || @catch.Items[1] is not NameDatum name) return Error(Messages.BadForm, @catch.Position, "try", "(catch name body…)");
            if (!IsBindable(name)) return Nil();
            _scope.Enter();
            variable = _scope.Declare(name.Name);
            caught = Body(@catch.Items, 2, @finally is null ? tail : null);
            _scope.Leave();
        }
        return new TryNode(_at, body, variable, caught, @finally is null ? null : Block(@finally.Items, 1, null));
    }

    private bool IsBound(string name) =>
        _scope.Find(name) is not null || _names.Find(name) is not null || IsLibraryName(name);

    private Node Handler(GroupDatum form, Tail? tail)
    {
        const string Expected = "(handler ((ns function) …) body…)";
        if (form.Items.Length < 3 || form.Items[1] is not GroupDatum group) return BadForm(form, Expected);
        var names = ImmutableArray.CreateBuilder<string>();
        var functions = ImmutableArray.CreateBuilder<Node>();
        foreach (Datum item in group.Items)
        {
            if (item is not GroupDatum { Items: [NameDatum name, var function] })
            {
                Error(Messages.BadForm, item.Position, "handler", "clauses (ns function) or (ns:op function)");
                continue;
            }
            names.Add(name.Name);
            functions.Add(Expression(function, null));
        }
        if (names.Count > EffectArgumentsMax) return Error(Messages.TooManyArguments, form.Position, names.Count, EffectArgumentsMax);
        return new HandlerNode(_at, names.ToImmutable(), functions.ToImmutable(), Block(form.Items, 2, null));
    }

    private Node Handle(GroupDatum form, Tail? tail)
    {
        if (form.Items.Length < 2) return BadForm(form, "(handle body (ns:op (argument… k) clause…) … (return (v) clause…))");
        if (_functionDepth == FunctionNestingMax) return Error(Messages.NestedTooDeeply, form.Position, "functions", FunctionNestingMax);
        if (form.Items.Length > EffectArgumentsMax) return Error(Messages.TooManyArguments, form.Position, form.Items.Length, EffectArgumentsMax);
        LambdaNode body = Thunk(() => Expression(form.Items[1], new Tail(null, null)));
        LambdaNode? @return = null;
        var names = ImmutableArray.CreateBuilder<string>();
        var clauses = ImmutableArray.CreateBuilder<LambdaNode>();
        for (int i = 2; i < form.Items.Length; i++)
        {
            Datum item = form.Items[i];
            if (item is not GroupDatum { Open: '(', Items: [NameDatum name, GroupDatum parameters, _, ..] } clause)
                Error(Messages.BadForm, item.Position, "handle", "clauses (ns:op (argument… k) body…) or (return (v) body…)");
            else if (name.Name == "return")
            {
                if (parameters.Items.Length != 1) Error(Messages.BadForm, parameters.Position, "handle", "(return (v) body…)");
                else @return = Function(clause, parameters.Items, 0, clause.Items, 2, "return") as LambdaNode;
            }
            else if (!IsEffectName(name.Name)) Error(Messages.BadForm, name.Position, "handle", "an effect ns:op in a clause");
            else if (parameters.Items.IsEmpty || !parameters.Items.All(parameter => parameter is NameDatum { Name: not "." }))
                Error(Messages.BadForm, parameters.Position, "handle", "parameters (argument… k)");
            else if (Clause(clause, parameters, name.Name) is { } function && !names.Contains(name.Name)) // of equal clauses the first counts
            {
                names.Add(name.Name);
                clauses.Add(function);
            }
        }
        return new HandleNode(_at, body, @return, names.ToImmutable(), clauses.ToImmutable());
    }

    /// <summary>
    /// The function of a clause. If its continuation cannot escape, the computation is abandoned when the clause ends without having
    /// resumed it, as if by a `finally`; a resumption in tail position leaves the clause before that.
    /// </summary>
    private LambdaNode? Clause(GroupDatum clause, GroupDatum parameters, string name)
    {
        string k = ((NameDatum)parameters.Items[^1]).Name;
        if (Escapes(clause.Items.AsSpan()[2..], k, inFunction: false)) return Function(clause, parameters.Items, 0, clause.Items, 2, name) as LambdaNode;
        return Function(clause, parameters.Items, 0, clause.Items, 2, name, resumes: true) as LambdaNode;
    }

    private TryNode AbandonAfter(Node body, Variable k)
    {
        k.UseCount++;
        Node abandon = new CallNode(_at, new LibraryNode(_at, ControlNames.AbandonUnused), [new LocalNode(_at, k)]);
        return new TryNode(_at, body, null, null, abandon);
    }

    /// <summary>Whether the name stands anywhere but as the operator of a call outside any function.</summary>
    private static bool Escapes(ReadOnlySpan<Datum> items, string k, bool inFunction)
    {
        if (!StackGuard.HasRoom)
        {
            Datum[] copy = items.ToArray();
            return StackGuard.OnNewStack(() => Escapes(copy, k, inFunction));
        }
        foreach (Datum item in items)
        {
            if (item is NameDatum name && name.Name == k) return true;
            if (item is not GroupDatum { Items.IsEmpty: false } group || group.Head == "quote") continue;
            ReadOnlySpan<Datum> inner = group.Items.AsSpan();
            if (group.Head == k)
            {
                if (inFunction || Escapes(inner[1..], k, inFunction)) return true;
                continue;
            }
            bool isFunction = group.Head is "lambda" or "fn" or "go" or "async"
                || (group.Head == "define" && inner.Length > 1 && inner[1] is GroupDatum)
                || (group.Head == "let" && inner.Length > 1 && inner[1] is NameDatum);
            if (Escapes(inner, k, inFunction || isFunction)) return true;
        }
        return false;
    }

    private Node Go(GroupDatum form, Tail? tail)
    {
        if (_functionDepth == FunctionNestingMax) return Error(Messages.NestedTooDeeply, form.Position, "functions", FunctionNestingMax);
        return new GoNode(_at, Thunk(() => Body(form.Items, 1, new Tail(null, null))));
    }

    private LambdaNode Thunk(Func<Node> body)
    {
        var thunk = new LambdaNode(_at, _functionName);
        _functionDepth++;
        _scope.Enter();
        thunk.Body = body();
        _scope.Leave();
        _functionDepth--;
        return thunk;
    }

    private Node Select(GroupDatum form, Tail? tail)
    {
        const string Expected = "((recv! channel) function), ((send! channel value) function) or (default body…)";
        Node? @default = null;
        var clauses = ImmutableArray.CreateBuilder<SelectClause>();
        foreach (Datum item in form.Items.AsSpan()[1..])
        {
            switch (item)
            {
                case GroupDatum { Head: "default" } otherwise:
                    @default = Block(otherwise.Items, 1, tail);
                    break;
                case GroupDatum { Items: [GroupDatum { Head: "recv!", Items: [_, var channel] }, var function] }:
                    clauses.Add(new SelectClause(Expression(channel, null), null, Expression(function, null)));
                    break;
                case GroupDatum { Items: [GroupDatum { Head: "send!", Items: [_, var channel, var value] }, var function] }:
                    clauses.Add(new SelectClause(Expression(channel, null), Expression(value, null), Expression(function, null)));
                    break;
                default:
                    Error(Messages.BadForm, item.Position, "select", Expected);
                    break;
            }
        }
        if (clauses.Count > ControlNames.SelectClausesMax) return Error(Messages.TooManyArguments, form.Position, clauses.Count, ControlNames.SelectClausesMax);
        return new SelectNode(_at, clauses.ToImmutable(), @default);
    }
}

/// <summary>Built-in functions that only the compiler names; programs cannot, as these are names of forms.</summary>
internal static class ControlNames
{
    public const string AbandonUnused = "handle", Go = "go", Select = "select";
    /// <summary>Four operands a clause, one for all, in one instruction.</summary>
    public const int SelectClausesMax = (Instruction.U8Max - 1) / 4;
}
