using System.Globalization;
using System.Text;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Bytecode as text and back, exactly. Functions are numbered from the outside in; a jump's operand is the instruction it goes to.
/// <code>
///   chunk 0 "top level" params 0 locals 0 operands 1
///     constant 0 = io:print
///     global 0 = fib function params 1
///     0  @3:1   global.get 0       ; fib
///   chunk 1 in 0 "fib" params 1 rest locals 2 operands 3
///     capture 0 = local 0
///     unwind 2 9 catch 12 0
///     inlined 2 9 "loop" tail @4:5
///     …
/// </code>
/// When written by hand, instruction numbers may be left out, a jump may go to a `label:` before an instruction, and `;` begins a comment.
/// </summary>
public static class ChunkText
{
    /// <param name="builtinName">The name of a built-in function by its number, for the comments; null if unknown.</param>
    public static string Print(Chunk chunk, Func<int, string?>? builtinName = null)
    {
        var text = new StringBuilder();
        List<Numbered> all = Number(chunk);
        foreach (Numbered one in all) new FunctionPrinter(text, one, all, builtinName).Print();
        return text.ToString();
    }

    /// <exception cref="ChunkTextException">Names the line.</exception>
    public static Chunk Parse(string text) => new ChunkTextParser(text).Parse();

    internal sealed record Numbered(Chunk Chunk, int Number, int Around, List<int> Functions);

    private static List<Numbered> Number(Chunk root)
    {
        var all = new List<Numbered>();
        var pending = new Stack<(Chunk Chunk, int Around)>([(root, -1)]);
        while (pending.TryPop(out (Chunk Chunk, int Around) next))
        {
            if (next.Around >= 0) all[next.Around].Functions.Add(all.Count);
            all.Add(new Numbered(next.Chunk, all.Count, next.Around, []));
            for (int i = next.Chunk.Functions.Length - 1; i >= 0; i--) pending.Push((next.Chunk.Functions[i], all.Count - 1));
        }
        return all;
    }

    private sealed class FunctionPrinter(StringBuilder text, Numbered function, List<Numbered> all, Func<int, string?>? builtinName)
    {
        private readonly Chunk _chunk = function.Chunk;

        public void Print()
        {
            string around = function.Around < 0 ? "" : $" in {function.Around}";
            Line($"chunk {function.Number}{around} {ConstantText.Quote(_chunk.Name, '"')} params {_chunk.ParamCount}{(_chunk.HasRest ? " rest" : "")} locals {_chunk.LocalCount} operands {_chunk.OperandDepthMax}");
            for (int k = 0; k < _chunk.Constants.Length; k++) Line($"  constant {k} = {ConstantText.Print(_chunk.Constants[k])}");
            for (int k = 0; k < _chunk.Globals.Length; k++) Line($"  global {k} = {Global(_chunk.Globals[k])}");
            for (int i = 0; i < _chunk.Captures.Length; i++) Line($"  capture {i} = {(_chunk.Captures[i].FromLocal ? "local" : "capture")} {_chunk.Captures[i].Index}");
            foreach (UnwindRange range in _chunk.Unwinds) Line($"  unwind {range.StartPc} {range.EndPc} {range.Kind.ToString().ToLowerInvariant()} {range.Target} {range.Depth}");
            foreach (InlinedLoop loop in _chunk.InlinedLoops)
            {
                Line($"  inlined {loop.StartPc} {loop.EndPc} {ConstantText.Quote(loop.Name, '"')}{(loop.IsTail ? " tail" : "")} {Position(loop.CallSite)}");
            }
            for (int pc = 0; pc < _chunk.Code.Length; pc++) Line(InstructionLine(pc));
        }

        private void Line(string line) => text.Append(line).Append('\n');

        private static string Position(SourcePosition position) => $"@{position.Line}:{position.Column}";

        private static string Global(GlobalRef global)
        {
            string kind = global.Kind == GlobalKind.Function ? $"function params {global.ParamCount}" : global.ParamCount == 0 ? "variable" : $"variable params {global.ParamCount}";
            return $"{ConstantText.Name(global.Name)} {kind}{(global.HasRest ? " rest" : "")}{(global.IsSelf ? " self" : "")}";
        }

        private string InstructionLine(int pc)
        {
            string position = pc < _chunk.Positions.Length ? $"{Position(_chunk.Positions[pc]),-7} " : "";
            string instruction = OneInstruction(_chunk.Code[pc], pc), comment = Comment(_chunk.Code[pc]);
            string line = $"  {pc,4}  {position}{instruction}";
            return comment.Length == 0 ? line : $"{line.PadRight(36)} ; {comment}";
        }

        private static string OneInstruction(uint word, int pc)
        {
            OpcodeInfo? info = Opcodes.Find(Instruction.Op(word));
            return info?.Shape switch
            {
                OperandShape.None when word <= byte.MaxValue => info.Name,
                OperandShape.U24 => $"{info.Name} {Instruction.U24(word)}",
                OperandShape.S24 => $"{info.Name} {Instruction.S24(word)}",
                OperandShape.Jump => $"{info.Name} {Instruction.JumpTarget(word, pc)}",
                OperandShape.U16U8 => $"{info.Name} {Instruction.U16(word)} {Instruction.U8(word)}",
                _ => string.Create(CultureInfo.InvariantCulture, $"word 0x{word:x8}"),
            };
        }

        /// <summary>What the operand means; empty if it speaks for itself or means nothing.</summary>
        private string Comment(uint word)
        {
            int u24 = Instruction.U24(word), u16 = Instruction.U16(word);
            return Instruction.Op(word) switch
            {
                Opcode.Const or Opcode.BoxGet or Opcode.RecordType or Opcode.TypeFail or Opcode.ResultFail or Opcode.ResultDefer when u24 < _chunk.Constants.Length => Short(_chunk.Constants[u24]),
                Opcode.Effect or Opcode.TupleIs or Opcode.HandlersPush or Opcode.Handle when u16 < _chunk.Constants.Length => Short(_chunk.Constants[u16]),
                Opcode.GlobalGet or Opcode.GlobalSet or Opcode.GlobalDefine or Opcode.GlobalCheck or Opcode.GlobalPeek when u24 < _chunk.Globals.Length => ConstantText.Name(_chunk.Globals[u24].Name),
                Opcode.CallGlobal or Opcode.TailCallGlobal when u16 < _chunk.Globals.Length => ConstantText.Name(_chunk.Globals[u16].Name),
                Opcode.CaptureGet when u24 < _chunk.Captures.Length => _chunk.Captures[u24].FromLocal ? $"local {_chunk.Captures[u24].Index} outside" : $"capture {_chunk.Captures[u24].Index} outside",
                Opcode.Closure when u24 < function.Functions.Count => $"chunk {function.Functions[u24]} {ConstantText.Quote(all[function.Functions[u24]].Chunk.Name, '"')}",
                Opcode.CallBuiltin => builtinName?.Invoke(u16) ?? "",
                _ => "",
            };
        }

        private static string Short(Constant constant)
        {
            string printed = ConstantText.Print(constant);
            return printed.Length <= 60 ? printed : string.Concat(printed.AsSpan(0, 57), "...");
        }
    }
}
