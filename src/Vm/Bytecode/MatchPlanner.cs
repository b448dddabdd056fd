using System.Collections.Immutable;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Clauses to decision trees. A clause is a set of questions about parts of the value; the tree asks the question of the first clause that
/// most of the clauses after it ask too, splits the clauses by its answer, drops those that the answer refutes, and goes on with the rest
/// (Jules Jacobs, How to compile pattern matching, 2021; the heuristic is of the family that Luc Maranget compares in Compiling Pattern
/// Matching to Good Decision Trees, 2008). No part is asked the same question twice on one way through.
/// <para>
/// A guard that is false goes on with the clauses after its own, knowing what all ways to that guard know in common. Trees can grow
/// exponentially; one that exceeds <see cref="BranchesPerQuestion"/> goes on clause by clause, which is linear.
/// </para>
/// </summary>
internal sealed class MatchPlanner
{
    private const int BranchesPerQuestion = 4, BranchesAtLeast = 256, RowsLookedAt = 64;

    private sealed record Question(Part Part, MatchTest Test, Pattern Pattern);
    private sealed record Row(int Clause, ImmutableList<Question> Questions, ImmutableList<PartBinding> Bindings);

    private readonly ImmutableArray<MatchClause> _clauses;
    private readonly Func<Node, bool> _mayMutate;
    private readonly Part _whole = new(null, PartKind.Whole, 0, null);
    private readonly int[] _leaves;
    private readonly ImmutableDictionary<Part, MatchFacts>?[] _knownAt;
    private readonly bool[] _isResumed;
    private int _branchesLeft;

    private MatchPlanner(ImmutableArray<MatchClause> clauses, Func<Node, bool> mayMutate)
    {
        (_clauses, _mayMutate) = (clauses, mayMutate);
        _leaves = new int[clauses.Length];
        _knownAt = new ImmutableDictionary<Part, MatchFacts>?[clauses.Length];
        _isResumed = new bool[clauses.Length];
    }

    /// <param name="mayMutate">Whether an expression may change a record, or what a name means.</param>
    public static MatchPlan Plan(ImmutableArray<MatchClause> clauses, Func<Node, bool> mayMutate) => new MatchPlanner(clauses, mayMutate).Plan();

    private MatchPlan Plan()
    {
        var afterGuard = new MatchTree?[_clauses.Length];
        var resumed = new MatchTree?[_clauses.Length];
        _branchesLeft = BranchesAtLeast + (BranchesPerQuestion * _clauses.Sum(clause => clause.Pattern.All.Count()));
        var nothing = ImmutableDictionary<Part, MatchFacts>.Empty;
        MatchTree start = Build(RowsFrom(0, nothing), nothing);
        for (int i = 0; i < _clauses.Length; i++)
        {
            // All ways to this clause are known by now: they come from the clauses before it.
            if (_isResumed[i]) resumed[i] = Alone(RowOf(i, _clauses[i].Pattern, nothing)!, nothing);
            if (_clauses[i].Guard is not { } guard || _knownAt[i] is not { } known) continue;
            if (_mayMutate(guard)) known = WithoutMutable(known);
            afterGuard[i] = Build(RowsFrom(i + 1, known), known);
        }
        return new MatchPlan(_whole, start, _leaves, afterGuard, resumed);
    }

    private static ImmutableDictionary<Part, MatchFacts> WithoutMutable(ImmutableDictionary<Part, MatchFacts> known) => known
        .Where(pair => !pair.Key.IsMutable).ToImmutableDictionary(pair => pair.Key, pair => pair.Value.WithoutChangingTypes());

    // ---- rows ------------------------------------------------------------------------------------------------------
    private List<Row> RowsFrom(int clause, ImmutableDictionary<Part, MatchFacts> known)
    {
        var rows = new List<Row>();
        for (int i = clause; i < _clauses.Length; i++)
        {
            foreach (Pattern pattern in Alternatives(_clauses[i].Pattern))
                if (RowOf(i, pattern, known) is { } row) rows.Add(row);
        }
        return rows;
    }

    /// <summary>Null if what is known refutes it.</summary>
    private Row? RowOf(int clause, Pattern pattern, ImmutableDictionary<Part, MatchFacts> known)
    {
        var row = new RowBuilder(clause, [], []);
        row.Add(_whole, pattern, known);
        return row.Done;
    }

    /// <summary>`(or p q)` as the whole pattern is two rows of one clause.</summary>
    private static IEnumerable<Pattern> Alternatives(Pattern pattern)
    {
        var left = new Stack<Pattern>([pattern]);
        while (left.TryPop(out Pattern? next))
        {
            if (next is not Pattern.Or or) yield return next;
            else for (int i = or.Alternatives.Length - 1; i >= 0; i--) left.Push(or.Alternatives[i]);
        }
    }

    /// <summary>Puts a row together: what is known is left out, and what is known to be otherwise ends it.</summary>
    private sealed class RowBuilder(int clause, ImmutableList<Question> questions, ImmutableList<PartBinding> bindings)
    {
        private readonly ImmutableList<Question>.Builder _questions = questions.ToBuilder();
        private readonly ImmutableList<PartBinding>.Builder _bindings = bindings.ToBuilder();
        private bool _isRefuted;

        public Row? Done => _isRefuted ? null : new Row(clause, _questions.ToImmutable(), _bindings.ToImmutable());

        public void Add(Part part, Pattern pattern, ImmutableDictionary<Part, MatchFacts> known)
        {
            var left = new Stack<(Part Part, Pattern Pattern)>([(part, pattern)]);
            while (!_isRefuted && left.TryPop(out (Part Part, Pattern Pattern) next))
            {
                if (next.Pattern is Pattern.Bind bind) _bindings.Add(new PartBinding(bind.Variable, next.Part));
                if (MatchTest.Of(next.Pattern) is not { } test) continue;
                bool? answer = known.GetValueOrDefault(next.Part, MatchFacts.None).Answer(test);
                if (answer == true) PushInside(left, next.Part, next.Pattern);
                else if (answer == false) _isRefuted = true;
                else _questions.Add(new Question(next.Part, test, next.Pattern));
            }
        }
    }

    /// <summary>The patterns inside, with the parts that they look at; the first one is popped first.</summary>
    internal static void PushInside(Stack<(Part, Pattern)> left, Part part, Pattern pattern)
    {
        switch (pattern)
        {
            case Pattern.Cons cons:
                left.Push((part.Of(PartKind.Tail), cons.Tail));
                left.Push((part.Of(PartKind.Head), cons.Head));
                break;
            case Pattern.AnyList list: left.Push((part, list.Inner)); break;
            case Pattern.Record record: PushFields(PartKind.RecordField, record.Fields); break;
            case Pattern.Tuple tuple: PushFields(PartKind.TupleField, tuple.Fields); break;
            case Pattern.AnyDict dict:
                for (int i = dict.Keys.Length - 1; i >= 0; i--) left.Push((part, dict.Keys[i]));
                break;
            case Pattern.Key key: left.Push((part.Of(PartKind.DictValue, key: key.Name), key.Inner)); break;
        }

        void PushFields(PartKind kind, ImmutableArray<Pattern> fields)
        {
            for (int i = fields.Length - 1; i >= 0; i--) left.Push((part.Of(kind, i), fields[i]));
        }
    }

    // ---- trees -----------------------------------------------------------------------------------------------------
    private MatchTree Build(List<Row> rows, ImmutableDictionary<Part, MatchFacts> known)
    {
        if (!StackGuard.HasRoom) return StackGuard.OnNewStack(() => Build(rows, known));
        if (rows.Count == 0) return new MatchTree.Fail();
        Row first = rows[0];
        if (first.Questions.IsEmpty) return Leaf(first, known);
        if (_branchesLeft-- <= 0) return Resume(first.Clause);
        Question asked = Choose(rows);
        MatchFacts facts = known.GetValueOrDefault(asked.Part, MatchFacts.None);
        ImmutableDictionary<Part, MatchFacts> ifYes = known.SetItem(asked.Part, facts.With(asked.Test, true)), ifNo = known.SetItem(asked.Part, facts.With(asked.Test, false));
        MatchTree yes = Build(Split(rows, asked.Part, ifYes), ifYes);
        return new MatchTree.Branch(asked.Part, asked.Test, asked.Pattern, yes, Build(Split(rows, asked.Part, ifNo), ifNo));
    }

    private MatchTree.Leaf Leaf(Row row, ImmutableDictionary<Part, MatchFacts> known)
    {
        int i = row.Clause;
        _leaves[i]++;
        _knownAt[i] = _knownAt[i] is { } before ? InCommon(before, known) : known;
        return new MatchTree.Leaf(i, [.. row.Bindings]);
    }

    private MatchTree Resume(int clause)
    {
        if (clause == _clauses.Length) return new MatchTree.Fail();
        _isResumed[clause] = true;
        return new MatchTree.Resume(clause);
    }

    private static ImmutableDictionary<Part, MatchFacts> InCommon(ImmutableDictionary<Part, MatchFacts> a, ImmutableDictionary<Part, MatchFacts> b) =>
        a.Where(pair => b.ContainsKey(pair.Key)).ToImmutableDictionary(pair => pair.Key, pair => pair.Value.And(b[pair.Key]));

    /// <summary>The question of the first row that most rows ask.</summary>
    private static Question Choose(List<Row> rows)
    {
        Question best = rows[0].Questions[0];
        int bestCount = -1;
        foreach (Question question in rows[0].Questions)
        {
            int count = 0;
            for (int i = 1; i < Math.Min(rows.Count, RowsLookedAt); i++)
                if (rows[i].Questions.Exists(other => other.Part == question.Part)) count++;
            if (count > bestCount) (best, bestCount) = (question, count);
        }
        return best;
    }

    /// <summary>The rows that are left when more is known of one part.</summary>
    private static List<Row> Split(List<Row> rows, Part part, ImmutableDictionary<Part, MatchFacts> known)
    {
        MatchFacts facts = known[part];
        var left = new List<Row>(rows.Count);
        foreach (Row row in rows)
        {
            if (!row.Questions.Exists(question => question.Part == part && facts.Answer(question.Test) is not null))
            {
                left.Add(row);
                continue;
            }
            ImmutableList<Question> others = row.Questions.RemoveAll(question => question.Part == part);
            var builder = new RowBuilder(row.Clause, others, row.Bindings);
            foreach (Question question in row.Questions.Where(question => question.Part == part)) builder.Add(part, question.Pattern, known);
            if (builder.Done is { } done) left.Add(done);
        }
        return left;
    }

    /// <summary>One clause by itself; what does not match goes on with the next.</summary>
    private MatchTree Alone(Row row, ImmutableDictionary<Part, MatchFacts> known)
    {
        if (!StackGuard.HasRoom) return StackGuard.OnNewStack(() => Alone(row, known));
        if (row.Questions.IsEmpty) return Leaf(row, known);
        Question asked = row.Questions[0];
        ImmutableDictionary<Part, MatchFacts> ifYes = known.SetItem(asked.Part, known.GetValueOrDefault(asked.Part, MatchFacts.None).With(asked.Test, true));
        MatchTree no = Resume(row.Clause + 1);
        return Split([row], asked.Part, ifYes) is [var rest] ? new MatchTree.Branch(asked.Part, asked.Test, asked.Pattern, Alone(rest, ifYes), no) : no;
    }
}
