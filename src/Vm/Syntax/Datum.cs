using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>What the reader gives: an atom, a name, or a bracketed group, each with its place.</summary>
public abstract class Datum(SourcePosition position)
{
    public SourcePosition Position { get; } = position;
}

/// <summary>A number, string, keyword, boolean or nil: evaluates to itself.</summary>
public sealed class AtomDatum(SourcePosition position, Constant value) : Datum(position)
{
    public Constant Value { get; } = value;
}

public sealed class NameDatum(SourcePosition position, string name) : Datum(position)
{
    public string Name { get; } = name;
}

/// <summary>`(…)`, `[…]` or `{…}`; <see cref="Open"/> tells which.</summary>
public sealed class GroupDatum(SourcePosition position, char open, ImmutableArray<Datum> items) : Datum(position)
{
    public char Open { get; } = open;
    public ImmutableArray<Datum> Items { get; } = items;

    /// <summary>The name at the head of `(name …)`, else null.</summary>
    public string? Head => Open == '(' && Items.Length > 0 && Items[0] is NameDatum name ? name.Name : null;
}
