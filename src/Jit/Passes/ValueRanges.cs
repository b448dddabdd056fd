using System.Numerics;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Passes;

/// <summary>What an integer is at least and at most. The sum of two fixnums has 64 bits.</summary>
internal readonly record struct Range(long Least, long Most)
{
    public static readonly Range Fixnum = new(Value.FixnumMin, Value.FixnumMax);
    public bool FitsFixnum => Least >= Value.FixnumMin && Most <= Value.FixnumMax;
    public Range Or(Range other) => new(Math.Min(Least, other.Least), Math.Max(Most, other.Most));
    public Range Clamped => new(Math.Max(Least, Value.FixnumMin), Math.Min(Most, Value.FixnumMax));
}

/// <summary>
/// Ranges of fixnums: by what made them, and by the comparisons and index checks that were passed on every way to where it is asked.
/// A graph that changes needs a new one.
/// </summary>
internal sealed class ValueRanges
{
    /// <summary>How many blocks above are asked, and how deep an expression is followed.</summary>
    private const int BlocksMax = 32, DepthMax = 3;

    /// <summary>How far a variable that takes steps of at most so much can get: at a billion rounds a second that takes 18 years.</summary>
    private const long StepMax = 4, FarthestMax = StepMax << 59;

    private const long LengthMax = (1L << (64 - ObjectLayout.LengthShift)) - 1;

    private readonly IrGraph _graph;
    private readonly Dominance _dominance;
    /// <summary>The index checks of each value, and where each stands in its block.</summary>
    private readonly Dictionary<int, List<int>> _checks = [];
    private readonly Dictionary<int, int> _place = [];
    /// <summary>A variable's range is the same wherever it is asked. A loop with many back-edges would ask for it once for each, within each.</summary>
    private readonly Dictionary<(int Phi, int Depth), Range> _ofPhis = [];

    public ValueRanges(IrGraph graph, Dominance dominance)
    {
        (_graph, _dominance) = (graph, dominance);
        foreach (int block in dominance.Order)
            for (int id = graph.Blocks[block].First, place = 0; id >= 0; id = graph[id].Next, place++)
            {
                if (graph[id].Op is IrOp.IndexCheck or IrOp.AddFixnum or IrOp.SubFixnum) _place[id] = place;
                if (graph[id].Op != IrOp.IndexCheck) continue;
                int index = graph.Input(id, 0);
                if (!_checks.TryGetValue(index, out List<int>? checks)) _checks[index] = checks = [];
                checks.Add(id);
            }
    }

    /// <summary>The range of a value where another one stands; an end of a block stands behind all of it.</summary>
    public Range Of(int value, int at) => Of(value, at, depth: 0);

    /// <summary>Whether a sum, difference or product is a fixnum for sure.</summary>
    public bool IsFixnum(int id)
    {
        if (_graph[id].Op != IrOp.MulFixnum) return Made(id, id, depth: 0).FitsFixnum;
        (Int128 least, Int128 most) = Product(id, id, depth: 0);
        return least >= Value.FixnumMin && most <= Value.FixnumMax;
    }

    private Range Of(int value, int at, int depth) => Narrowed(value, at, Made(value, at, depth).Clamped);

    private Range Made(int value, int at, int depth)
    {
        IrOp op = _graph[value].Op;
        if (op == IrOp.Const) return new Range(_graph[value].Imm >> 1, _graph[value].Imm >> 1);
        if (op == IrOp.ByteVectorRef) return new Range(0, byte.MaxValue);
        if (op == IrOp.VectorLength) return new Range(0, LengthMax);
        if (op is IrOp.AndFixnum or IrOp.RemFixnum or IrOp.ModFixnum) return _graph[_graph.Input(value, 1)] is { Op: IrOp.Const } known ? Masked(op, known.Imm >> 1) : Range.Fixnum;
        if (depth > DepthMax) return Range.Fixnum;
        if (op == IrOp.Phi)
        {
            if (!_ofPhis.TryGetValue((value, depth), out Range range)) _ofPhis[(value, depth)] = range = OfPhi(value, depth);
            return range;
        }
        if (op is IrOp.ShlFixnum or IrOp.ShrFixnum or IrOp.UshrFixnum) return Shifted(value, at, depth);
        if (op is IrOp.OrFixnum or IrOp.XorFixnum) return Joined(Of(_graph.Input(value, 0), at, depth + 1), Of(_graph.Input(value, 1), at, depth + 1));
        if (op is not (IrOp.AddFixnum or IrOp.SubFixnum or IrOp.MulFixnum)) return Range.Fixnum;
        if (op == IrOp.MulFixnum)
        {
            // Of a product that was found to be a fixnum.
            (Int128 least, Int128 most) = Product(value, at, depth);
            return new Range((long)Int128.Clamp(least, Value.FixnumMin, Value.FixnumMax), (long)Int128.Clamp(most, Value.FixnumMin, Value.FixnumMax));
        }
        Range a = Of(_graph.Input(value, 0), at, depth + 1), b = Of(_graph.Input(value, 1), at, depth + 1);
        return op == IrOp.AddFixnum ? new Range(a.Least + b.Least, a.Most + b.Most) : new Range(a.Least - b.Most, a.Most - b.Least);
    }

    /// <summary>Of a shift that did not leave.</summary>
    private Range Shifted(int value, int at, int depth)
    {
        if (Bounds.ShiftCount(_graph, value) is not { } count) return Range.Fixnum;
        Range a = Of(_graph.Input(value, 0), at, depth + 1);
        switch (_graph[value].Op)
        {
            case IrOp.ShrFixnum: return new Range(a.Least >> count, a.Most >> count);
            case IrOp.ShlFixnum:
                Int128 least = (Int128)a.Least << count, most = (Int128)a.Most << count;
                return least >= Value.FixnumMin && most <= Value.FixnumMax ? new Range((long)least, (long)most) : Range.Fixnum;
            default: return a.Least >= 0 ? new Range(a.Least >> count, a.Most >> count) : count == 0 ? a : new Range(0, Value.FixnumMax);
        }
    }

    /// <summary>Of two that are not negative no bit is set above the highest that either has.</summary>
    private static Range Joined(Range a, Range b) =>
        a.Least < 0 || b.Least < 0 ? Range.Fixnum : new Range(0, (1L << (64 - BitOperations.LeadingZeroCount((ulong)(a.Most | b.Most)))) - 1);

    /// <summary>The fixnum that a number without its tag was.</summary>
    private int Number(int value) => _graph[value].Op == IrOp.Untag ? _graph.Input(value, 0) : value;

    private (Int128 Least, Int128 Most) Product(int id, int at, int depth)
    {
        int left = Number(_graph.Input(id, 0)), right = Number(_graph.Input(id, 1));
        Range a = Of(left, at, depth + 1), b = Of(right, at, depth + 1);
        Int128 first = (Int128)a.Least * b.Least, second = (Int128)a.Least * b.Most, third = (Int128)a.Most * b.Least, last = (Int128)a.Most * b.Most;
        Int128 least = Int128.Min(Int128.Min(first, second), Int128.Min(third, last)), most = Int128.Max(Int128.Max(first, second), Int128.Max(third, last));
        return (left == right ? Int128.Max(least, 0) : least, most);
    }

    /// <param name="n">A constant second operand.</param>
    private static Range Masked(IrOp op, long n) => op switch
    {
        IrOp.AndFixnum => n >= 0 ? new Range(0, n) : Range.Fixnum,
        IrOp.ModFixnum when n > 0 => new Range(0, n - 1),
        IrOp.RemFixnum when n != 0 => new Range(1 - Math.Abs(n), Math.Abs(n) - 1),
        _ => Range.Fixnum,
    };

    /// <summary>
    /// A variable that grows is at least what it begins with, and at most a step above what a round found of it. One that takes small steps
    /// does not get far from there either: so many rounds take longer than any machine lasts.
    /// </summary>
    private Range OfPhi(int phi, int depth)
    {
        Range entered = new(Value.FixnumMax, Value.FixnumMin);
        long least = Value.FixnumMax, most = Value.FixnumMin;
        bool far = false;
        List<int> before = _graph.Blocks[_graph[phi].Block].Predecessors;
        for (int i = 0; i < before.Count; i++)
        {
            int input = _graph.Input(phi, i), end = _graph.Blocks[before[i]].Last;
            if (input == phi) continue;
            if (_graph[input].Type != IrType.Fixnum) return Range.Fixnum;
            if (StepOf(input, phi) is not { } step)
            {
                entered = entered.Or(Of(input, end, depth + 1).Clamped);
                continue;
            }
            Range range = Stepped(Narrowed(phi, end, Range.Fixnum), step);
            if (step < 0) least = Math.Min(least, range.Least);
            if (step > 0) most = Math.Max(most, range.Most);
            far = far || Math.Abs(step) > StepMax;
        }
        if (!far) (least, most) = (Math.Max(least, entered.Least - FarthestMax), Math.Min(most, entered.Most + FarthestMax));
        return entered.Or(new Range(least, most));
    }

    private static Range Stepped(Range range, long step) => new Range(range.Least + step, range.Most + step).Clamped;

    /// <summary>How much a value is above a variable, if that is known.</summary>
    private long? StepOf(int value, int phi)
    {
        if (_graph[value].Op is not (IrOp.AddFixnum or IrOp.SubFixnum) || _graph.Input(value, 0) != phi || _graph[_graph.Input(value, 1)].Op != IrOp.Const) return null;
        long n = _graph[_graph.Input(value, 1)].Imm >> 1;
        return _graph[value].Op == IrOp.AddFixnum ? n : -n;
    }

    private Range Narrowed(int value, int at, Range range)
    {
        foreach ((int condition, bool holds) in Conditions(_graph[at].Block))
            if (_graph[condition].Op == IrOp.CompareFixnum) range = Narrow(condition, holds, value, range);
        if (!_checks.TryGetValue(value, out List<int>? checks)) return range;
        foreach (int check in checks)
            if (IsPassed(check, at)) return new Range(Math.Max(range.Least, 0), Math.Min(range.Most, LengthMax - 1));
        return range;
    }

    private bool IsPassed(int check, int at)
    {
        int home = _graph[check].Block, block = _graph[at].Block;
        if (home != block) return _dominance.Dominates(home, block);
        return _graph.Blocks[block].Last == at || (_place.TryGetValue(at, out int place) && _place[check] < place);
    }

    /// <summary>What was found to hold, or not to hold, on the way to a block.</summary>
    private IEnumerable<(int Condition, bool Holds)> Conditions(int block)
    {
        for (int steps = 0; block != 0 && steps < BlocksMax; steps++, block = _dominance.Dominator(block))
        {
            if (_graph.Blocks[block].Predecessors is not [int before] || _graph[_graph.Blocks[before].Last].Op != IrOp.Branch) continue;
            bool holds = _graph.Blocks[before].Successor0 == block;
            int condition = _graph.Input(_graph.Blocks[before].Last, 0);
            for (; _graph[condition].Op == IrOp.Not; condition = _graph.Input(condition, 0)) holds = !holds;
            yield return (condition, holds);
        }
    }

    private Range Narrow(int compare, bool holds, int value, Range range)
    {
        bool isLeft = _graph.Input(compare, 0) == value;
        if (!isLeft && _graph.Input(compare, 1) != value) return range;
        Range known = Made(_graph.Input(compare, isLeft ? 1 : 0), compare, DepthMax + 1);
        var condition = (Condition)_graph[compare].Imm;
        if (!holds) condition = Inverted(condition);
        if (!isLeft) condition = Folding.Mirrored(condition);
        return condition switch
        {
            Condition.Less => range with { Most = Math.Min(range.Most, known.Most - 1) },
            Condition.LessEqual => range with { Most = Math.Min(range.Most, known.Most) },
            Condition.Greater => range with { Least = Math.Max(range.Least, known.Least + 1) },
            Condition.GreaterEqual => range with { Least = Math.Max(range.Least, known.Least) },
            Condition.Equal => new Range(Math.Max(range.Least, known.Least), Math.Min(range.Most, known.Most)),
            _ => range,
        };
    }

    /// <summary>On the way to a block the bits below a power of two were found to be 0.</summary>
    public bool IsMultiple(int value, long power, int block)
    {
        foreach ((int condition, bool holds) in Conditions(block))
        {
            if (_graph[condition].Op != IrOp.CompareFixnum || _graph[_graph.Input(condition, 1)] is not { Op: IrOp.Const, Imm: 0 }) continue;
            if ((Condition)_graph[condition].Imm != (holds ? Condition.Equal : Condition.NotEqual)) continue;
            int bits = _graph.Input(condition, 0);
            if (_graph[bits].Op != IrOp.AndFixnum || _graph.Input(bits, 0) != value || _graph[_graph.Input(bits, 1)].Op != IrOp.Const) continue;
            if (((_graph[_graph.Input(bits, 1)].Imm >> 1) & (power - 1)) == power - 1) return true;
        }
        return false;
    }

    internal static Condition Inverted(Condition condition) => condition switch
    {
        Condition.Equal => Condition.NotEqual,
        Condition.NotEqual => Condition.Equal,
        Condition.Less => Condition.GreaterEqual,
        Condition.LessEqual => Condition.Greater,
        Condition.Greater => Condition.LessEqual,
        _ => Condition.Less,
    };
}
