using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.FileTests.Broken;

/// <summary>Bytecode in which one opcode does nothing: it takes its operands and gives nil.</summary>
internal static class BrokenOpcodes
{
    private static readonly uint Pop = Instruction.Pack(Opcode.Pop), Nil = Instruction.Pack(Opcode.Nil), Return = Instruction.Pack(Opcode.Return);

    public static ProgramCode Break(ProgramCode program, Opcode op)
    {
        ImmutableArray<FileCode> files = [.. program.Files.Select(file => file with { Main = Break(file.Main, op) })];
        return program with { Main = files[0].Main, Files = files };
    }

    public static bool Uses(Chunk chunk, Opcode op) => chunk.Code.Any(word => Instruction.Op(word) == op) || chunk.Functions.Any(function => Uses(function, op));

    /// <summary>What stands in an instruction's place. Where the machine relies on what the instruction did, the function ends instead, with nil.</summary>
    private static uint[] Instead(Chunk chunk, int pc)
    {
        uint word = chunk.Code[pc];
        Opcode op = Instruction.Op(word);
        IEnumerable<uint> pops = Enumerable.Repeat(Pop, Opcodes.PopsOf(word));
        switch (op)
        {
            case Opcode.Nil or Opcode.False: return [Instruction.Pack(Opcode.True)];
            case Opcode.Pop: return [Instruction.PackU24(Opcode.LocalSet, 0)];
            case Opcode.BoxNew: return [Pop, Nil, word];
            // A box is no value: nothing but the instructions for boxes may meet it, and they nothing else.
            case Opcode.LocalGet or Opcode.CaptureGet when IsForBoxes(OpAt(chunk, pc + 1)): return [word];
            case Opcode.LocalSet when OpAt(chunk, pc - 1) == Opcode.BoxNew: return [word];
            case Opcode.Closure: return [Instruction.PackU24(Opcode.Closure, (Instruction.U24(word) + 1) % chunk.Functions.Length)];
            case Opcode.Jump or Opcode.Loop or Opcode.GlobalDefine or Opcode.GlobalCheck or Opcode.ModuleBind: return [Nil, Return];
            case Opcode.JumpFalseKeep or Opcode.JumpTrueKeep: return [Pop];
        }
        return Opcodes.Leaves(op) ? [.. pops, Nil, Return] : [.. pops, .. Enumerable.Repeat(Nil, Opcodes.Info(op).Pushes)];
    }

    private static Opcode OpAt(Chunk chunk, int pc) => pc >= 0 && pc < chunk.Code.Length ? Instruction.Op(chunk.Code[pc]) : Opcode.Nop;
    private static bool IsForBoxes(Opcode op) => op is Opcode.BoxGet or Opcode.BoxSet or Opcode.BoxPeek;

    private static Chunk Break(Chunk chunk, Opcode op)
    {
        var code = ImmutableArray.CreateBuilder<uint>();
        var from = new List<int>(); // the instruction that each new one comes from
        var placeOf = new int[chunk.Code.Length + 1];
        for (int pc = 0; pc < chunk.Code.Length; pc++)
        {
            placeOf[pc] = code.Count;
            foreach (uint word in Instruction.Op(chunk.Code[pc]) == op ? Instead(chunk, pc) : [chunk.Code[pc]])
            {
                code.Add(word);
                from.Add(pc);
            }
        }
        placeOf[^1] = code.Count;
        for (int at = 0; at < code.Count; at++)
        {
            if (Opcodes.Info(Instruction.Op(code[at])).Shape != OperandShape.Jump) continue;
            code[at] = Instruction.PackS24(Instruction.Op(code[at]), placeOf[Instruction.JumpTarget(chunk.Code[from[at]], from[at])] - at - 1);
        }
        return new Chunk
        {
            Name = chunk.Name,
            ParamCount = chunk.ParamCount,
            HasRest = chunk.HasRest,
            LocalCount = Math.Max(chunk.LocalCount, 1),
            OperandDepthMax = chunk.OperandDepthMax + 1,
            Code = code.ToImmutable(),
            Constants = chunk.Constants,
            Globals = chunk.Globals,
            Captures = chunk.Captures,
            Functions = [.. chunk.Functions.Select(function => Break(function, op))],
            Positions = chunk.Positions.IsEmpty ? [] : [.. from.Select(pc => chunk.Positions[pc])],
            Unwinds = [.. chunk.Unwinds.Select(range => range with { StartPc = placeOf[range.StartPc], EndPc = placeOf[range.EndPc], Target = range.Lands ? placeOf[range.Target] : range.Target })],
            InlinedLoops = [.. chunk.InlinedLoops.Select(loop => loop with { StartPc = placeOf[loop.StartPc], EndPc = placeOf[loop.EndPc] })],
        };
    }
}
