using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Instructions that only the interpreter's own copy of a function holds: the first word of a common sequence is replaced by one
/// that does the work of all, the following words stay as they are and give it its operands. So indices never change, a jump into
/// the middle still works, and a fused instruction that meets an unusual type does its loads and lets the plain one, which still
/// stands there, do the rest.
/// </summary>
internal static class FusedOpcode
{
    public const byte
        GetGet = 128, Move = 129, SetSet = 130, GetReturn = 131,
        AddImm = 132, SubImm = 133, AddLocal = 134, SubLocal = 135, MulLocal = 136,
        LtJump = 137, LeJump = 138, GtJump = 139, GeJump = 140, EqJump = 141,
        LocalAddImm = 142, LocalSubImm = 143, LocalLocalAdd = 144, LocalLocalSub = 145, LocalLocalMul = 146,
        LocalImmLtJump = 147, LocalImmLeJump = 148, LocalImmGtJump = 149, LocalImmGeJump = 150, LocalImmEqJump = 151,
        LocalLocalLtJump = 152, LocalLocalLeJump = 153, LocalLocalGtJump = 154, LocalLocalGeJump = 155, LocalLocalEqJump = 156,
        LocalAddImmSet = 157, LocalLocalAddSet = 158, LocalAddImmSetLoop = 159, LocalLocalVectorRef = 160, LocalSubImmSet = 161,
        AddReturn = 162, LocalLocalSubSet = 163, LocalLocalMulSet = 164, AddConst = 165, SubConst = 166, MulConst = 167,
        ConstLtJump = 168, ConstLeJump = 169, ConstGtJump = 170, ConstGeJump = 171, LocalImmEqJumpTrue = 172, SetLoop = 173,
        MulAdd = 174, MulSub = 175, MulAddLocal = 176, LocalLocalMulAddLocal = 177, LocalLocalSubAddLocal = 178,
        LocalLocalLocalMulAdd = 179, LocalLocalLocalMulAddSet = 180, AddSet = 181,
        MulImm = 182, BitAndImm = 183, BitAndConst = 184, BitXorLocal = 185, LocalLocalBitAnd = 186, LocalLocalBitXor = 187,
        ShlImm = 188, UshrImm = 189, LocalUshrImm = 190, LocalMulImm = 191,
        FloatRef = 192, FloatSet = 193, ByteRef = 194, ByteSet = 195, LocalLocalFloatRef = 196;

    /// <summary>A built-in function that only computes: called without asking what it is.</summary>
    public const byte Plainly = 197;

    /// <summary>See <see cref="SlowOpcode"/>.</summary>
    public const byte Slow = 255;

    /// <summary>An instruction of a sequence; of `call.builtin` the function and the number of its arguments too.</summary>
    private readonly record struct Step(Opcode Op, Builtin Function = 0, int Count = 0)
    {
        public static implicit operator Step(Opcode op) => new(op);

        public bool Matches(uint word) =>
            Instruction.Op(word) == Op && (Function == 0 || (Instruction.U16(word) == (int)Function && Instruction.U8(word) == Count));
    }

    private static readonly Step
        FloatVectorRef = new(Opcode.CallBuiltin, Builtin.FloatVectorRef, 2), FloatVectorSet = new(Opcode.CallBuiltin, Builtin.FloatVectorSet, 3),
        ByteVectorRef = new(Opcode.CallBuiltin, Builtin.ByteVectorRef, 2), ByteVectorSet = new(Opcode.CallBuiltin, Builtin.ByteVectorSet, 3);

    private static readonly (byte Fused, Step[] Sequence)[] Patterns =
    [
        // of several that serve as well, the first is taken
        (LocalAddImmSetLoop, [Opcode.LocalGet, Opcode.Int, Opcode.Add, Opcode.LocalSet, Opcode.Loop]),
        (LocalLocalLocalMulAddSet, [Opcode.LocalGet, Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul, Opcode.Add, Opcode.LocalSet]),
        (LocalLocalLocalMulAdd, [Opcode.LocalGet, Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul, Opcode.Add]),
        (LocalLocalMulAddLocal, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul, Opcode.LocalGet, Opcode.Add]),
        (LocalLocalSubAddLocal, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Sub, Opcode.LocalGet, Opcode.Add]),
        (LocalImmLtJump, [Opcode.LocalGet, Opcode.Int, Opcode.Lt, Opcode.JumpFalse]),
        (LocalImmLeJump, [Opcode.LocalGet, Opcode.Int, Opcode.Le, Opcode.JumpFalse]),
        (LocalImmGtJump, [Opcode.LocalGet, Opcode.Int, Opcode.Gt, Opcode.JumpFalse]),
        (LocalImmGeJump, [Opcode.LocalGet, Opcode.Int, Opcode.Ge, Opcode.JumpFalse]),
        (LocalImmEqJump, [Opcode.LocalGet, Opcode.Int, Opcode.Eq, Opcode.JumpFalse]),
        (LocalLocalLtJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Lt, Opcode.JumpFalse]),
        (LocalLocalLeJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Le, Opcode.JumpFalse]),
        (LocalLocalGtJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Gt, Opcode.JumpFalse]),
        (LocalLocalGeJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Ge, Opcode.JumpFalse]),
        (LocalLocalEqJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Eq, Opcode.JumpFalse]),
        (LocalImmEqJumpTrue, [Opcode.LocalGet, Opcode.Int, Opcode.Eq, Opcode.JumpTrue]),
        (LocalAddImmSet, [Opcode.LocalGet, Opcode.Int, Opcode.Add, Opcode.LocalSet]),
        (LocalSubImmSet, [Opcode.LocalGet, Opcode.Int, Opcode.Sub, Opcode.LocalSet]),
        (LocalLocalAddSet, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Add, Opcode.LocalSet]),
        (LocalLocalSubSet, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Sub, Opcode.LocalSet]),
        (LocalLocalMulSet, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul, Opcode.LocalSet]),
        (LocalAddImm, [Opcode.LocalGet, Opcode.Int, Opcode.Add]),
        (LocalSubImm, [Opcode.LocalGet, Opcode.Int, Opcode.Sub]),
        (LocalLocalAdd, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Add]),
        (LocalLocalSub, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Sub]),
        (LocalLocalMul, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul]),
        (LocalLocalVectorRef, [Opcode.LocalGet, Opcode.LocalGet, Opcode.VectorRef]),
        (LocalLocalFloatRef, [Opcode.LocalGet, Opcode.LocalGet, FloatVectorRef]),
        (LocalLocalBitAnd, [Opcode.LocalGet, Opcode.LocalGet, Opcode.BitAnd]),
        (LocalLocalBitXor, [Opcode.LocalGet, Opcode.LocalGet, Opcode.BitXor]),
        (LocalUshrImm, [Opcode.LocalGet, Opcode.Int, Opcode.Ushr]),
        (LocalMulImm, [Opcode.LocalGet, Opcode.Int, Opcode.Mul]),
        (MulAddLocal, [Opcode.Mul, Opcode.LocalGet, Opcode.Add]),
        (ConstLtJump, [Opcode.Const, Opcode.Lt, Opcode.JumpFalse]),
        (ConstLeJump, [Opcode.Const, Opcode.Le, Opcode.JumpFalse]),
        (ConstGtJump, [Opcode.Const, Opcode.Gt, Opcode.JumpFalse]),
        (ConstGeJump, [Opcode.Const, Opcode.Ge, Opcode.JumpFalse]),
        (AddImm, [Opcode.Int, Opcode.Add]),
        (SubImm, [Opcode.Int, Opcode.Sub]),
        (MulImm, [Opcode.Int, Opcode.Mul]),
        (BitAndImm, [Opcode.Int, Opcode.BitAnd]),
        (ShlImm, [Opcode.Int, Opcode.Shl]),
        (UshrImm, [Opcode.Int, Opcode.Ushr]),
        (AddLocal, [Opcode.LocalGet, Opcode.Add]),
        (SubLocal, [Opcode.LocalGet, Opcode.Sub]),
        (MulLocal, [Opcode.LocalGet, Opcode.Mul]),
        (AddConst, [Opcode.Const, Opcode.Add]),
        (SubConst, [Opcode.Const, Opcode.Sub]),
        (MulConst, [Opcode.Const, Opcode.Mul]),
        (BitAndConst, [Opcode.Const, Opcode.BitAnd]),
        (BitXorLocal, [Opcode.LocalGet, Opcode.BitXor]),
        (AddSet, [Opcode.Add, Opcode.LocalSet]),
        (MulAdd, [Opcode.Mul, Opcode.Add]),
        (MulSub, [Opcode.Mul, Opcode.Sub]),
        (LtJump, [Opcode.Lt, Opcode.JumpFalse]),
        (LeJump, [Opcode.Le, Opcode.JumpFalse]),
        (GtJump, [Opcode.Gt, Opcode.JumpFalse]),
        (GeJump, [Opcode.Ge, Opcode.JumpFalse]),
        (EqJump, [Opcode.Eq, Opcode.JumpFalse]),
        (GetReturn, [Opcode.LocalGet, Opcode.Return]),
        (AddReturn, [Opcode.Add, Opcode.Return]),
        (SetLoop, [Opcode.LocalSet, Opcode.Loop]),
        (Move, [Opcode.LocalGet, Opcode.LocalSet]),
        (SetSet, [Opcode.LocalSet, Opcode.LocalSet]),
        (GetGet, [Opcode.LocalGet, Opcode.LocalGet]),
    ];

    /// <summary>The patterns by their first instruction, each in the order of <see cref="Patterns"/>.</summary>
    private static readonly (byte Fused, Step[] Sequence)[][] PatternsFrom = ByFirst();

    private static readonly (byte Fused, Step Instruction)[] Alone = [(FloatRef, FloatVectorRef), (FloatSet, FloatVectorSet), (ByteRef, ByteVectorRef), (ByteSet, ByteVectorSet)];

    /// <summary>The interpreter's copy of a function's code, split so that straight-line code takes the fewest dispatches.</summary>
    /// <param name="slow">The instruction that is done slowly; null in every real run.</param>
    public static uint[] Fuse(ReadOnlySpan<uint> code, Opcode? slow = null)
    {
        var dispatches = new int[code.Length + 1];
        var chosen = new (byte Op, int Length)[code.Length];
        for (int i = code.Length - 1; i >= 0; i--)
        {
            (dispatches[i], chosen[i]) = (dispatches[i + 1] + 1, (0, 1));
            foreach ((byte op, Step[] sequence) in PatternsFrom[(byte)Instruction.Op(code[i])])
            {
                if (!Matches(code[i..], sequence) || (slow is { } alone && Array.Exists(sequence, step => step.Op == alone)) || dispatches[i + sequence.Length] + 1 >= dispatches[i]) continue;
                (dispatches[i], chosen[i]) = (dispatches[i + sequence.Length] + 1, (op, sequence.Length));
            }
        }
        uint[] fused = code.ToArray();
        for (int i = 0; i < code.Length; i += chosen[i].Length)
        {
            if (chosen[i].Length > 1) fused[i] = (code[i] & ~0xFFu) | chosen[i].Op;
            else if (Instruction.Op(code[i]) == slow) fused[i] = (code[i] & ~0xFFu) | Slow;
            else if (Instruction.Op(code[i]) == Opcode.CallBuiltin) fused[i] = (code[i] & ~0xFFu) | CallOf(code[i]);
        }
        return fused;
    }

    private static (byte Fused, Step[] Sequence)[][] ByFirst()
    {
        var from = new (byte Fused, Step[] Sequence)[256][];
        for (int op = 0; op < from.Length; op++) from[op] = [.. Patterns.Where(pattern => (byte)pattern.Sequence[0].Op == op)];
        return from;
    }

    private static byte CallOf(uint word)
    {
        foreach ((byte op, Step instruction) in Alone)
            if (instruction.Matches(word)) return op;
        return ControlNumbers.IsControl(Instruction.U16(word)) ? (byte)Opcode.CallBuiltin : Plainly;
    }

    private static bool Matches(ReadOnlySpan<uint> code, Step[] sequence)
    {
        if (code.Length < sequence.Length) return false;
        for (int i = 0; i < sequence.Length; i++)
        {
            if (!sequence[i].Matches(code[i])) return false;
        }
        return true;
    }
}
