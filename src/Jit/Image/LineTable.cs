using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;
using Iced.Intel;

namespace ClaudeLang.Jit.Image;

/// <summary>
/// Which source line the instructions of an image come from, as far as they tell. Every call that leaves names a bytecode, and so does each branch to
/// such a call; what stands before it, back to the one before, is taken to be of the same line.
/// </summary>
internal static class LineTable
{
    /// <summary>A slow path has stored its operands when it leaves: a branch is followed so many instructions far.</summary>
    private const int FollowedMax = 64;

    /// <returns>Offset of an image's first instruction of a line, and the line, by offset; empty if the lines are not known.</returns>
    public static List<(int Offset, int Line)> Of(CodeImage image, Chunk chunk)
    {
        var rows = new List<(int Offset, int Line)>();
        if (chunk.Positions.IsEmpty) return rows;
        Dictionary<ulong, Iced.Intel.Instruction> code = Decode(image);
        Dictionary<int, NativeSite> sites = image.Sites.ToDictionary(site => site.ReturnOffset);
        int start = 0;
        foreach (Iced.Intel.Instruction instruction in code.Values)
        {
            if (PcOf(instruction, code, sites) is not { } pc) continue;
            int line = pc < chunk.Positions.Length ? chunk.Positions[pc].Line : 0;
            if (line > 0 && (rows.Count == 0 || rows[^1].Line != line)) rows.Add((start, line));
            start = (int)instruction.NextIP;
        }
        return rows;
    }

    private static Dictionary<ulong, Iced.Intel.Instruction> Decode(CodeImage image)
    {
        // Filled in the order of the addresses, and never removed from: enumerated in that order.
        var code = new Dictionary<ulong, Iced.Intel.Instruction>();
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(image.Code.ToArray(), 0, image.CodeLength));
        while (decoder.IP < (ulong)image.CodeLength)
        {
            decoder.Decode(out Iced.Intel.Instruction instruction);
            code.Add(instruction.IP, instruction);
        }
        return code;
    }

    private static int? PcOf(in Iced.Intel.Instruction instruction, Dictionary<ulong, Iced.Intel.Instruction> code, Dictionary<int, NativeSite> sites)
    {
        if (sites.TryGetValue((int)instruction.NextIP, out NativeSite? site)) return site.BytecodePc;
        if (instruction.FlowControl is not (FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch)) return null;
        ulong at = instruction.NearBranchTarget;
        for (int n = 0; n < FollowedMax && code.TryGetValue(at, out Iced.Intel.Instruction next); n++, at = next.NextIP)
        {
            if (InstructionRules.IsExitCall(next)) return sites.TryGetValue((int)next.NextIP, out site) ? site.BytecodePc : null;
            if (next.FlowControl != FlowControl.Next) return null;
        }
        return null;
    }
}
