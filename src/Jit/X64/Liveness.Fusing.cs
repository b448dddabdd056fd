using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.X64;

/// <summary>What is computed where it alone is used, and so needs no place.</summary>
internal sealed partial class Liveness
{
    private void FindFused()
    {
        var uses = new int[Graph.ValueCount];
        foreach (int block in Order)
            for (int id = Graph.Blocks[block].First; id >= 0; id = Graph[id].Next)
            {
                foreach (int input in Graph.Inputs(id)) uses[input]++;
                foreach (int slot in SnapshotOf(id)) uses[slot]++;
            }
        foreach (int block in Order)
        {
            int end = Graph.Blocks[block].Last;
            if (Graph[end].Op != IrOp.Branch) continue;
            for (int id = Graph.Input(end, 0); ; id = Graph.Input(id, 0))
            {
                bool fuses = Graph[id].Block == block && uses[id] == 1
                    && Graph[id].Op is IrOp.CompareFixnum or IrOp.CompareFloat or IrOp.SameWord or IrOp.IsTruthy or IrOp.Not;
                if (!fuses) break;
                IsFused[id] = true;
                if (Graph[id].Op == IrOp.CompareFixnum) FuseTest(id, uses);
                if (Graph[id].Op != IrOp.Not) break;
            }
        }
        FuseSelected(uses);
        FuseLengths(uses);
    }

    /// <summary>A condition that only selects of its block use is asked at each of them.</summary>
    private void FuseSelected(int[] uses)
    {
        var selects = new Dictionary<int, int>();
        foreach (int block in Order)
            for (int id = Graph.Blocks[block].First; id >= 0; id = Graph[id].Next)
            {
                if (Graph[id].Op != IrOp.Select) continue;
                int condition = Graph.Input(id, 0), count = selects[condition] = selects.GetValueOrDefault(condition) + 1;
                if (uses[condition] != count) continue;
                IsFused[condition] = true;
                if (Graph[condition].Op == IrOp.CompareFixnum) FuseTest(condition, uses);
            }
    }

    private void FuseTest(int compare, int[] uses)
    {
        int bits = Graph.Input(compare, 0);
        bool fuses = Graph[bits].Op == IrOp.AndFixnum && uses[bits] == 1 && Graph[bits].Block == Graph[compare].Block
            && (Condition)Graph[compare].Imm is Condition.Equal or Condition.NotEqual && Graph[Graph.Input(compare, 1)] is { Op: IrOp.Const, Imm: 0 };
        if (fuses) IsFused[bits] = true;
    }

    private void FuseLengths(int[] uses)
    {
        foreach (int block in Order)
            for (int id = Graph.Blocks[block].First; id >= 0; id = Graph[id].Next)
                if (Graph[id].Op == IrOp.IndexCheck && Graph.Input(id, 1) is var length && Graph[length].Op == IrOp.VectorLength && uses[length] == 1 && Graph[length].Block == block)
                    IsFused[length] = true;
    }
}
