using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>A pattern of `match`, checked; names that it binds are variables of its clause.</summary>
public abstract record Pattern
{
    /// <summary>`_`</summary>
    public sealed record Any : Pattern;
    public sealed record Bind(Variable Variable) : Pattern;
    /// <summary>Compares with `=`.</summary>
    public sealed record Literal(Constant Value) : Pattern;
    public sealed record Empty : Pattern;
    public sealed record Cons(Pattern Head, Pattern Tail) : Pattern;
    /// <summary>A list, which then matches Inner.</summary>
    public sealed record AnyList(Pattern Inner) : Pattern;
    /// <param name="Type">The name of the record type, as an expression.</param>
    public sealed record Record(Node Type, ImmutableArray<Pattern> Fields) : Pattern;
    public sealed record Tuple(string Tag, ImmutableArray<Pattern> Fields) : Pattern;
    /// <summary>A dict that has the keys.</summary>
    public sealed record AnyDict(ImmutableArray<Key> Keys) : Pattern;
    /// <summary>A dict, known as one, that has the key; the value matches Inner.</summary>
    public sealed record Key(Constant Name, Pattern Inner) : Pattern;
    /// <summary>None of them binds.</summary>
    public sealed record Or(ImmutableArray<Pattern> Alternatives) : Pattern;

    private IEnumerable<Pattern> Within => this switch
    {
        Cons cons => [cons.Head, cons.Tail],
        AnyList list => [list.Inner],
        Record record => record.Fields,
        Tuple tuple => tuple.Fields,
        AnyDict dict => dict.Keys,
        Key key => [key.Inner],
        Or or => or.Alternatives,
        _ => [],
    };

    /// <summary>The pattern and all patterns inside it, in no particular order.</summary>
    public IEnumerable<Pattern> All
    {
        get
        {
            var left = new Stack<Pattern>([this]);
            while (left.TryPop(out Pattern? next))
            {
                yield return next;
                foreach (Pattern inner in next.Within) left.Push(inner);
            }
        }
    }
}

/// <summary>A clause `(pattern :when guard body…)`.</summary>
public sealed record MatchClause(Pattern Pattern, ImmutableArray<Variable> Variables, Node? Guard, Node Body);

/// <summary>The first clause whose pattern matches the value and whose guard is true gives the value; none is a `:match` error.</summary>
public sealed class MatchNode(SourcePosition position, Node subject, ImmutableArray<MatchClause> clauses) : Node(position)
{
    public Node Subject { get; } = subject;
    public ImmutableArray<MatchClause> Clauses { get; } = clauses;
}
