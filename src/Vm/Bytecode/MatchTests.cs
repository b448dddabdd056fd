using System.Collections.Immutable;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>How a part is reached from the value around it.</summary>
internal enum PartKind { Whole, Head, Tail, RecordField, TupleField, DictValue }

/// <summary>A part of the value that a `match` looks at: one object for one part, however many patterns look there.</summary>
internal sealed class Part(Part? around, PartKind kind, int index, Constant? key)
{
    private readonly Dictionary<(PartKind, int, Constant?), Part> _parts = [];

    public Part? Around { get; } = around;
    public PartKind Kind { get; } = kind;
    public int Index { get; } = index;
    public Constant? Key { get; } = key;
    /// <summary>It lies in a record, so a guard may change it.</summary>
    public bool IsMutable { get; } = kind == PartKind.RecordField || (around?.IsMutable ?? false);

    public Part Of(PartKind kind, int index = 0, Constant? key = null)
    {
        if (!_parts.TryGetValue((kind, index, key), out Part? part)) _parts.Add((kind, index, key), part = new Part(this, kind, index, key));
        return part;
    }
}

/// <summary>What types of values there are for patterns: a value is of one alone.</summary>
internal enum PatternClass { Unknown, Number, String, Symbol, Keyword, Bool, Nil, List, Dict, Record, Tuple }

/// <summary>A question about one part with the answer yes or no. Equal questions are equal objects.</summary>
internal abstract record MatchTest(PatternClass Class)
{
    public sealed record IsList() : MatchTest(PatternClass.List);
    public sealed record IsEmpty() : MatchTest(PatternClass.List);
    public sealed record IsCons() : MatchTest(PatternClass.List);
    public sealed record IsDict() : MatchTest(PatternClass.Dict);
    public sealed record HasKey(Constant Name) : MatchTest(PatternClass.Dict);
    public sealed record IsEqual(Constant Value) : MatchTest(ClassOf(Value));
    /// <param name="Name">The variable, the global or (for `Error`) the library name.</param>
    /// <param name="IsFixed">The name never means another type.</param>
    public sealed record IsRecord(object Name, bool IsFixed) : MatchTest(PatternClass.Record);
    public sealed record IsTuple(string Tag, int Fields) : MatchTest(PatternClass.Tuple);
    public sealed record IsAnyOf(Pattern.Or Pattern) : MatchTest(PatternClass.Unknown)
    {
        public bool Equals(IsAnyOf? other) => ReferenceEquals(Pattern, other?.Pattern);
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Pattern);
    }

    private static PatternClass ClassOf(Constant value) => value switch
    {
        Constant.Int or Constant.Float => PatternClass.Number,
        Constant.String => PatternClass.String,
        Constant.Symbol => PatternClass.Symbol,
        Constant.Keyword => PatternClass.Keyword,
        Constant.Bool => PatternClass.Bool,
        Constant.Nil => PatternClass.Nil,
        Constant.List => PatternClass.List,
        Constant.Dict => PatternClass.Dict,
        _ => PatternClass.Unknown,
    };

    /// <summary>What a pattern asks first; null if it asks nothing.</summary>
    public static MatchTest? Of(Pattern pattern) => pattern switch
    {
        Pattern.Literal literal => new IsEqual(literal.Value),
        Pattern.Empty => new IsEmpty(),
        Pattern.Cons => new IsCons(),
        Pattern.AnyList => new IsList(),
        Pattern.AnyDict => new IsDict(),
        Pattern.Key key => new HasKey(key.Name),
        Pattern.Tuple tuple => new IsTuple(tuple.Tag, tuple.Fields.Length),
        Pattern.Or or => new IsAnyOf(or),
        Pattern.Record { Type: LocalNode { Variable: var variable } } => new IsRecord(variable, !variable.IsAssigned && !variable.IsEarly),
        Pattern.Record { Type: GlobalNode { Global: var global } } => new IsRecord(global, global.IsConstant),
        Pattern.Record { Type: MemberNode { Target: { } member } } => new IsRecord(member, member.IsConstant),
        Pattern.Record { Type: LibraryNode { Name: var name } } => new IsRecord(name, true),
        Pattern.Record record => new IsRecord(record.Type, false),
        _ => null,
    };
}

/// <summary>What is known of one part.</summary>
internal sealed record MatchFacts(PatternClass Class, MatchTest? Exact, ImmutableDictionary<MatchTest, bool> Answers)
{
    public static readonly MatchFacts None = new(PatternClass.Unknown, null, ImmutableDictionary<MatchTest, bool>.Empty);

    public MatchFacts With(MatchTest test, bool answer)
    {
        ImmutableDictionary<MatchTest, bool> answers = Answers.SetItem(test, answer);
        if (!answer || test.Class == PatternClass.Unknown) return this with { Answers = answers };
        bool isExact = test is MatchTest.IsEqual or MatchTest.IsTuple or MatchTest.IsRecord;
        return new MatchFacts(test.Class, isExact ? test : Exact, answers);
    }

    /// <summary>The answer, if what is known settles it.</summary>
    public bool? Answer(MatchTest test)
    {
        if (Answers.TryGetValue(test, out bool known)) return known;
        if (Class != PatternClass.Unknown && test.Class != PatternClass.Unknown && Class != test.Class) return false;
        return test switch
        {
            MatchTest.IsList when Class == PatternClass.List => true,
            MatchTest.IsDict when Class == PatternClass.Dict => true,
            MatchTest.IsCons => ListAnswer(isCons: true),
            MatchTest.IsEmpty => ListAnswer(isCons: false),
            MatchTest.IsEqual { Value: Constant.List } when ListAnswer(isCons: true) == false => false,
            MatchTest.IsEqual { Value: Constant.Dict } when IsRefuted<MatchTest.IsDict>() => false,
            MatchTest.IsEqual equal when Exact is MatchTest.IsEqual exact => AreEqual(exact.Value, equal.Value),
            MatchTest.IsTuple when Exact is MatchTest.IsTuple => false,
            MatchTest.IsRecord { IsFixed: true } when Exact is MatchTest.IsRecord { IsFixed: true } => false,
            MatchTest.IsAnyOf { Pattern: var or } => AnyAnswer(or),
            _ => null,
        };
    }

    private bool IsRefuted<T>() where T : MatchTest, new() => Answers.TryGetValue(new T(), out bool answer) && !answer;

    private bool? ListAnswer(bool isCons)
    {
        if (Exact is MatchTest.IsEqual { Value: Constant.List }) return isCons;
        if (IsRefuted<MatchTest.IsList>()) return false;
        MatchTest other = isCons ? new MatchTest.IsEmpty() : new MatchTest.IsCons();
        if (!Answers.TryGetValue(other, out bool answer)) return null;
        return answer ? false : Class == PatternClass.List ? true : null;
    }

    private bool? AnyAnswer(Pattern.Or or)
    {
        bool areAllRefuted = true;
        foreach (Pattern alternative in or.Alternatives)
            areAllRefuted &= MatchTest.Of(alternative) is { } test and not MatchTest.IsAnyOf && Answer(test) == false;
        return areAllRefuted ? false : null;
    }

    /// <summary>Whether `=` holds between two different literals; null where only the run can tell.</summary>
    private static bool? AreEqual(Constant a, Constant b) => (a, b) switch
    {
        (Constant.Float { Value: var x }, Constant.Float { Value: var y }) => x == y,
        (Constant.Int { Value: var n }, Constant.Float { Value: var x }) => AreEqual(n, x),
        (Constant.Float { Value: var x }, Constant.Int { Value: var n }) => AreEqual(n, x),
        (Constant.List or Constant.Dict, _) => null,
        _ => a.Equals(b),
    };

    private static bool AreEqual(long n, double x) => n == x && x != 9223372036854775808.0 && (long)x == n;

    /// <summary>What both know.</summary>
    public MatchFacts And(MatchFacts other) => new(
        Class == other.Class ? Class : PatternClass.Unknown,
        Equals(Exact, other.Exact) ? Exact : null,
        Answers.Where(pair => other.Answers.TryGetValue(pair.Key, out bool answer) && answer == pair.Value).ToImmutableDictionary());

    /// <summary>What is left if any name may mean another record type now.</summary>
    public MatchFacts WithoutChangingTypes() => this with
    {
        Exact = Exact is MatchTest.IsRecord { IsFixed: false } ? null : Exact,
        Answers = Answers.RemoveRange(Answers.Keys.Where(test => test is MatchTest.IsRecord { IsFixed: false } or MatchTest.IsAnyOf)),
    };
}
