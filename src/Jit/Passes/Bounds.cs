using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Finds sums and differences that cannot leave the fixnums, and divisions by a power of two that need not look at the sign, because
/// of the comparisons that led there and of what the operands were made by.
/// Needs: no critical edges. Guarantees: AddFixnum and SubFixnum without a snapshot have Imm 1.
/// Before: behind `v8 = CompareFixnum v5 v7 Less`: `v9 = AddFixnum v5 1  @28` &#8212; After: `v9 = AddFixnum v5 1`, which never exits.
/// </summary>
internal static class Bounds
{
    /// <summary>How many blocks above are asked.</summary>
    private const int BlocksMax = 32;

    public static void Run(IrGraph graph)
    {
        int[]? dominator = null;
        foreach (int block in X64.Layout.Order(graph))
            for (int id = graph.Blocks[block].First; id >= 0; id = graph[id].Next)
            {
                bool isSum = graph[id].Op is IrOp.AddFixnum or IrOp.SubFixnum;
                if (!isSum && !graph.DividesByPower(id)) continue;
                dominator ??= IrVerifier.Dominators(graph, X64.Layout.Order(graph));
                var facts = new Ranges(graph, dominator);
                if (!isSum) Divide(graph, facts, id, block);
                else if (facts.Of(id, block) is { FitsFixnum: true })
                {
                    graph[id].Imm = 1;
                    graph[id].Snapshot = -1;
                }
            }
    }

    private static void Divide(IrGraph graph, Ranges facts, int id, int block)
    {
        int a = graph.Input(id, 0);
        if (facts.IsMultiple(a, graph[graph.Input(id, 1)].Imm >> 1, block)) graph[id].Imm = 2;
        else if (facts.Of(a, block).Least >= 0) graph[id].Imm = 3;
    }

    /// <summary>What an integer is at least and at most. The sum of two fixnums has 64 bits.</summary>
    internal readonly record struct Range(long Least, long Most)
    {
        public static readonly Range Fixnum = new(Value.FixnumMin, Value.FixnumMax);
        public bool FitsFixnum => Least >= Value.FixnumMin && Most <= Value.FixnumMax;
        public Range Clamped => new(Math.Max(Least, Value.FixnumMin), Math.Min(Most, Value.FixnumMax));
    }

    private sealed class Ranges(IrGraph graph, int[] dominator)
    {
        private const int DepthMax = 3;

        /// <summary>The range of a value in a block. Of a sum: before it is asked whether it is a fixnum.</summary>
        public Range Of(int value, int block, int depth = 0)
        {
            Range made = Made(value, block, depth);
            if (depth == 0 && graph[value].Op is IrOp.AddFixnum or IrOp.SubFixnum) return made;
            return Narrowed(value, block, made.Clamped);
        }

        private Range Made(int value, int block, int depth)
        {
            IrOp op = graph[value].Op;
            if (op == IrOp.Const) return new Range(graph[value].Imm >> 1, graph[value].Imm >> 1);
            if (op == IrOp.ByteVectorRef) return new Range(0, byte.MaxValue);
            if (op == IrOp.VectorLength) return new Range(0, 1L << (64 - ObjectLayout.LengthShift));
            if (op is IrOp.AndFixnum or IrOp.RemFixnum or IrOp.ModFixnum) return graph[graph.Input(value, 1)] is { Op: IrOp.Const } known ? Masked(op, known.Imm >> 1) : Range.Fixnum;
            if (depth > DepthMax) return Range.Fixnum;
            if (op == IrOp.Phi) return OfPhi(value, depth);
            if (op is not (IrOp.AddFixnum or IrOp.SubFixnum)) return Range.Fixnum;
            Range a = Of(graph.Input(value, 0), block, depth + 1), b = Of(graph.Input(value, 1), block, depth + 1);
            return op == IrOp.AddFixnum ? new Range(a.Least + b.Least, a.Most + b.Most) : new Range(a.Least - b.Most, a.Most - b.Least);
        }

        /// <param name="n">A constant second operand.</param>
        private static Range Masked(IrOp op, long n) => op switch
        {
            IrOp.AndFixnum => n >= 0 ? new Range(0, n) : Range.Fixnum,
            IrOp.ModFixnum when n > 0 => new Range(0, n - 1),
            IrOp.RemFixnum when n != 0 => new Range(1 - Math.Abs(n), Math.Abs(n) - 1),
            _ => Range.Fixnum,
        };

        /// <summary>A variable that only ever grows is at least what it begins with.</summary>
        private Range OfPhi(int phi, int depth)
        {
            long least = Value.FixnumMax, most = Value.FixnumMin;
            bool grows = true, shrinks = true;
            List<int> before = graph.Blocks[graph[phi].Block].Predecessors;
            for (int i = 0; i < before.Count; i++)
            {
                int input = graph.Input(phi, i);
                if (input == phi) continue;
                if (StepOf(input, phi) is { } step)
                {
                    grows &= step >= 0;
                    shrinks &= step <= 0;
                    continue;
                }
                if (graph[input].Type != IrType.Fixnum) return Range.Fixnum;
                Range range = Of(input, before[i], depth + 1).Clamped;
                (least, most) = (Math.Min(least, range.Least), Math.Max(most, range.Most));
            }
            return new Range(grows ? least : Value.FixnumMin, shrinks ? most : Value.FixnumMax);
        }

        private long? StepOf(int value, int phi)
        {
            if (graph[value].Op is not (IrOp.AddFixnum or IrOp.SubFixnum) || graph.Input(value, 0) != phi || graph[graph.Input(value, 1)].Op != IrOp.Const) return null;
            long n = graph[graph.Input(value, 1)].Imm >> 1;
            return graph[value].Op == IrOp.AddFixnum ? n : -n;
        }

        private Range Narrowed(int value, int block, Range range)
        {
            foreach ((int condition, bool holds) in Conditions(block))
                if (graph[condition].Op == IrOp.CompareFixnum) range = Narrow(condition, holds, value, range);
            return range;
        }

        /// <summary>What was found to hold, or not to hold, on the way to a block.</summary>
        private IEnumerable<(int Condition, bool Holds)> Conditions(int block)
        {
            for (int steps = 0; block != 0 && steps < BlocksMax; steps++, block = dominator[block])
            {
                if (graph.Blocks[block].Predecessors is not [int before] || graph[graph.Blocks[before].Last].Op != IrOp.Branch) continue;
                bool holds = graph.Blocks[before].Successor0 == block;
                int condition = graph.Input(graph.Blocks[before].Last, 0);
                for (; graph[condition].Op == IrOp.Not; condition = graph.Input(condition, 0)) holds = !holds;
                yield return (condition, holds);
            }
        }

        private Range Narrow(int compare, bool holds, int value, Range range)
        {
            bool isLeft = graph.Input(compare, 0) == value;
            if (!isLeft && graph.Input(compare, 1) != value) return range;
            int other = graph.Input(compare, isLeft ? 1 : 0);
            Range known = graph[other].Op == IrOp.Const ? new Range(graph[other].Imm >> 1, graph[other].Imm >> 1) : Range.Fixnum;
            var condition = (Condition)graph[compare].Imm;
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
                if (graph[condition].Op != IrOp.CompareFixnum || graph[graph.Input(condition, 1)] is not { Op: IrOp.Const, Imm: 0 }) continue;
                if ((Condition)graph[condition].Imm != (holds ? Condition.Equal : Condition.NotEqual)) continue;
                int bits = graph.Input(condition, 0);
                if (graph[bits].Op != IrOp.AndFixnum || graph.Input(bits, 0) != value || graph[graph.Input(bits, 1)].Op != IrOp.Const) continue;
                if (((graph[graph.Input(bits, 1)].Imm >> 1) & (power - 1)) == power - 1) return true;
            }
            return false;
        }

        private static Condition Inverted(Condition condition) => condition switch
        {
            Condition.Equal => Condition.NotEqual,
            Condition.NotEqual => Condition.Equal,
            Condition.Less => Condition.GreaterEqual,
            Condition.LessEqual => Condition.Greater,
            Condition.Greater => Condition.LessEqual,
            _ => Condition.Less,
        };
    }
}
