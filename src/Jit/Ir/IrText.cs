using System.Globalization;
using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Ir;

/// <summary>The IR for people and tests: blocks in order, one value a line.</summary>
public static class IrText
{
    public static string Print(IrGraph graph)
    {
        var text = new StringBuilder();
        for (int b = 0; b < graph.Blocks.Count; b++)
        {
            IrBlock block = graph.Blocks[b];
            if (block.Removed) continue;
            text.Append(CultureInfo.InvariantCulture, $"b{b}:");
            if (block.Predecessors.Count > 0) text.Append(" from ").AppendJoin(' ', block.Predecessors.Select(p => $"b{p}"));
            if (block.LoopHead >= 0) text.Append(" loop head");
            if (block.Loop >= 0) text.Append(CultureInfo.InvariantCulture, $" depth {graph.Loops[block.Loop].Depth}");
            text.Append('\n');
            for (int id = block.First; id >= 0; id = graph[id].Next) text.Append("  ").Append(Line(graph, id)).Append('\n');
        }
        return text.ToString();
    }

    public static string Line(IrGraph graph, int id)
    {
        ref IrValue value = ref graph[id];
        var text = new StringBuilder();
        if (value.Type != IrType.None) text.Append(CultureInfo.InvariantCulture, $"v{id}:{value.Type} = ");
        text.Append(value.Op);
        foreach (int input in graph.Inputs(id)) text.Append(CultureInfo.InvariantCulture, $" v{input}");
        text.Append(Detail(value));
        if (!IrOps.Is(value.Op, IrTraits.Terminator)) return text.Append(Exit(graph, id)).ToString();
        if (graph.Blocks[value.Block].Successor0 is >= 0 and int first) text.Append(CultureInfo.InvariantCulture, $" b{first}");
        if (graph.Blocks[value.Block].Successor1 is >= 0 and int second) text.Append(CultureInfo.InvariantCulture, $" b{second}");
        return text.ToString();
    }

    private static string Detail(in IrValue value) => value.Op switch
    {
        IrOp.Const => " " + new Value((ulong)value.Imm),
        IrOp.Float => " " + BitConverter.Int64BitsToDouble(value.Imm).ToString("R", CultureInfo.InvariantCulture),
        IrOp.Bool => value.Imm != 0 ? " true" : " false",
        IrOp.CompareFixnum or IrOp.CompareFloat or IrOp.Comparison => " " + (Condition)value.Imm,
        IrOp.GuardObject => " " + (ObjectType)value.Imm,
        IrOp.Arithmetic => " " + (Opcode)value.Imm,
        IrOp.RecordGlobal => string.Create(CultureInfo.InvariantCulture, $" #{RecordGlobal.FromImm(value.Imm).Global} {RecordGlobal.FromImm(value.Imm).Role.Kind} {RecordGlobal.FromImm(value.Imm).Role.Index}"),
        IrOp.UnboxNumber or IrOp.FixnumToFloat => value.Imm != 0 ? " exact" : "",
        IrOp.Param or IrOp.LoopArg or IrOp.ChunkConst or IrOp.CaptureGet or IrOp.GlobalGet or IrOp.GlobalConstant or IrOp.GlobalCheck
            or IrOp.NewClosure or IrOp.CallGlobal or IrOp.TailCallGlobal or IrOp.ConsField or IrOp.ListField
            or IrOp.IsOfType or IrOp.CheckArgument or IrOp.FieldGet or IrOp.FieldSet or IrOp.FieldSetFixnum or IrOp.RecordType or IrOp.RecordGet or IrOp.RecordSet or IrOp.RecordIs => $" #{value.Imm}",
        _ => "",
    };

    private static string Exit(IrGraph graph, int id)
    {
        int snapshot = graph[id].Snapshot;
        if (snapshot < 0) return "";
        var slots = graph.Slots(snapshot).ToArray().Select(v => v < 0 ? "nil" : $"v{v}");
        string callers = "";
        for (IrCaller? caller = graph.Snapshots[snapshot].Caller; caller is not null; caller = caller.Caller) callers += $" in {caller.Pc}";
        return $"  @{graph[id].Pc} [{graph.Snapshots[snapshot].Pc}{callers}: {string.Join(' ', slots)}]{Under(graph, id)}";
    }

    private static string Under(IrGraph graph, int id) =>
        graph.Speculated.TryGetValue(id, out (int Condition, bool Holds) under) ? $" if {(under.Holds ? "" : "not ")}v{under.Condition}" : "";
}
