using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Small functions that only compute: they call nothing and loop over nothing, and what they store, into a field, they store last. A compiler may put them where
/// they are called, and whoever finds half-way that an assumption does not hold may make the whole call instead, since nothing has happened yet.
/// </summary>
public static class LeafFunctions
{
    public const int InstructionsMax = 40;

    /// <param name="chunk">A valid one.</param>
    public static bool Is(Chunk chunk)
    {
        if (chunk.Code.Length > InstructionsMax || chunk.HasRest || !chunk.Captures.IsEmpty || !chunk.Unwinds.IsEmpty) return false;
        for (int pc = 0; pc < chunk.Code.Length; pc++)
            if (!OnlyComputes(chunk, pc)) return false;
        return true;
    }

    private static bool OnlyComputes(Chunk chunk, int pc)
    {
        uint word = chunk.Code[pc];
        switch (Instruction.Op(word))
        {
            case Opcode.Nop or Opcode.Nil or Opcode.True or Opcode.False or Opcode.Empty or Opcode.Int or Opcode.Pop or Opcode.Dup or Opcode.Swap:
            case Opcode.LocalGet or Opcode.LocalSet or Opcode.Return:
            case Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div or Opcode.Quotient or Opcode.Rem or Opcode.Mod or Opcode.Neg:
            case Opcode.AddWrap or Opcode.SubWrap or Opcode.MulWrap or Opcode.ToFloat or Opcode.ToInt or Opcode.Sqrt:
            case Opcode.BitAnd or Opcode.BitOr or Opcode.BitXor or Opcode.BitNot or Opcode.Shl or Opcode.Shr or Opcode.Ushr:
            case Opcode.Eq or Opcode.Ne or Opcode.Lt or Opcode.Le or Opcode.Gt or Opcode.Ge or Opcode.Not or Opcode.IsNil:
            case Opcode.VectorRef or Opcode.VectorLength or Opcode.Head or Opcode.Tail or Opcode.GlobalGet or Opcode.RecordGet:
                return true;
            case Opcode.RecordSet: return Instruction.Op(chunk.Code[pc + 1]) == Opcode.Return;
            case Opcode.CallBuiltin: return Reads((Builtin)Instruction.U16(word));
            case Opcode.Const: return IsWord(chunk.Constants[Instruction.U24(word)]);
            case Opcode.TypeIs: return Instruction.U24(word) <= TypeTests.ObjectTypeMax;
            case Opcode.Jump or Opcode.JumpFalse or Opcode.JumpTrue or Opcode.JumpFalseKeep or Opcode.JumpTrueKeep: return Instruction.JumpTarget(word, pc) > pc;
            default: return false;
        }
    }

    /// <summary>Library functions that read what they are given, and that compilers have code of their own for.</summary>
    private static bool Reads(Builtin function) => function is Builtin.Abs or Builtin.Min or Builtin.Max or Builtin.StringLength or Builtin.CodePoint
        or Builtin.BufferLength or Builtin.BufferRef or Builtin.FloatVectorRef or Builtin.FloatVectorLength or Builtin.ByteVectorRef or Builtin.ByteVectorLength;

    /// <summary>Not one that lies in the heap, where only the callee's own handle leads to it.</summary>
    private static bool IsWord(Constant constant) => constant switch
    {
        Constant.Int { Value: var n } => Value.FitsFixnum(n),
        Constant.Float { Value: var d } => Value.TryFlonum(d, out _) || Value.TryImmediateFloat(d, out _),
        Constant.Bool or Constant.Nil => true,
        _ => false,
    };
}
