using System.Collections.Immutable;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>A variable of a clause and the part that is its value.</summary>
internal readonly record struct PartBinding(Variable Variable, Part Part);

/// <summary>A decision tree.</summary>
internal abstract record MatchTree
{
    public sealed record Fail : MatchTree;
    /// <summary>The clause's pattern matches.</summary>
    public sealed record Leaf(int Clause, ImmutableArray<PartBinding> Bindings) : MatchTree;
    public sealed record Branch(Part Part, MatchTest Test, Pattern Pattern, MatchTree Yes, MatchTree No) : MatchTree;
    /// <summary>Goes on with a clause as if nothing were known.</summary>
    public sealed record Resume(int Clause) : MatchTree;
}

/// <summary>Everything that a `match` does. Clauses come in textual order, and so do the ways from one to another.</summary>
/// <param name="Whole">The value itself.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Leaves">For each clause how many leaves lead to it.</param>
/// <param name="AfterGuard">For each clause with a guard that is reached: what is done when the guard is false.</param>
/// <param name="Resumed">For each clause that a Resume leads to: what is done there.</param>
internal sealed record MatchPlan(Part Whole, MatchTree Start, int[] Leaves, MatchTree?[] AfterGuard, MatchTree?[] Resumed);
