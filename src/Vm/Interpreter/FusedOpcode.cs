using System.Runtime.CompilerServices;
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
        FloatRef = 192, FloatSet = 193, ByteRef = 194, ByteSet = 195, LocalLocalFloatRef = 196, LocalMulImmAddConst = 198, BitAndConstSet = 199;

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

    private sealed record Pattern(byte Fused, Step[] Sequence);

    private const int OpcodeCount = 256;

    /// <summary>Every run has the library.</summary>
    private static readonly ConditionalWeakTable<Chunk, uint[]> FusedOf = [];

    private static readonly Step
        FloatVectorRef = new(Opcode.CallBuiltin, Builtin.FloatVectorRef, 2), FloatVectorSet = new(Opcode.CallBuiltin, Builtin.FloatVectorSet, 3),
        ByteVectorRef = new(Opcode.CallBuiltin, Builtin.ByteVectorRef, 2), ByteVectorSet = new(Opcode.CallBuiltin, Builtin.ByteVectorSet, 3);

    private static readonly Pattern[] Patterns =
    [
        // of several that serve as well, the first is taken
        new(LocalAddImmSetLoop, [Opcode.LocalGet, Opcode.Int, Opcode.Add, Opcode.LocalSet, Opcode.Loop]),
        new(LocalLocalLocalMulAddSet, [Opcode.LocalGet, Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul, Opcode.Add, Opcode.LocalSet]),
        new(LocalLocalLocalMulAdd, [Opcode.LocalGet, Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul, Opcode.Add]),
        new(LocalLocalMulAddLocal, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul, Opcode.LocalGet, Opcode.Add]),
        new(LocalLocalSubAddLocal, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Sub, Opcode.LocalGet, Opcode.Add]),
        new(LocalMulImmAddConst, [Opcode.LocalGet, Opcode.Int, Opcode.Mul, Opcode.Const, Opcode.Add]),
        new(LocalImmLtJump, [Opcode.LocalGet, Opcode.Int, Opcode.Lt, Opcode.JumpFalse]),
        new(LocalImmLeJump, [Opcode.LocalGet, Opcode.Int, Opcode.Le, Opcode.JumpFalse]),
        new(LocalImmGtJump, [Opcode.LocalGet, Opcode.Int, Opcode.Gt, Opcode.JumpFalse]),
        new(LocalImmGeJump, [Opcode.LocalGet, Opcode.Int, Opcode.Ge, Opcode.JumpFalse]),
        new(LocalImmEqJump, [Opcode.LocalGet, Opcode.Int, Opcode.Eq, Opcode.JumpFalse]),
        new(LocalLocalLtJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Lt, Opcode.JumpFalse]),
        new(LocalLocalLeJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Le, Opcode.JumpFalse]),
        new(LocalLocalGtJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Gt, Opcode.JumpFalse]),
        new(LocalLocalGeJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Ge, Opcode.JumpFalse]),
        new(LocalLocalEqJump, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Eq, Opcode.JumpFalse]),
        new(LocalImmEqJumpTrue, [Opcode.LocalGet, Opcode.Int, Opcode.Eq, Opcode.JumpTrue]),
        new(LocalAddImmSet, [Opcode.LocalGet, Opcode.Int, Opcode.Add, Opcode.LocalSet]),
        new(LocalSubImmSet, [Opcode.LocalGet, Opcode.Int, Opcode.Sub, Opcode.LocalSet]),
        new(LocalLocalAddSet, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Add, Opcode.LocalSet]),
        new(LocalLocalSubSet, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Sub, Opcode.LocalSet]),
        new(LocalLocalMulSet, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul, Opcode.LocalSet]),
        new(LocalAddImm, [Opcode.LocalGet, Opcode.Int, Opcode.Add]),
        new(LocalSubImm, [Opcode.LocalGet, Opcode.Int, Opcode.Sub]),
        new(LocalLocalAdd, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Add]),
        new(LocalLocalSub, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Sub]),
        new(LocalLocalMul, [Opcode.LocalGet, Opcode.LocalGet, Opcode.Mul]),
        new(LocalLocalVectorRef, [Opcode.LocalGet, Opcode.LocalGet, Opcode.VectorRef]),
        new(LocalLocalFloatRef, [Opcode.LocalGet, Opcode.LocalGet, FloatVectorRef]),
        new(LocalLocalBitAnd, [Opcode.LocalGet, Opcode.LocalGet, Opcode.BitAnd]),
        new(LocalLocalBitXor, [Opcode.LocalGet, Opcode.LocalGet, Opcode.BitXor]),
        new(LocalUshrImm, [Opcode.LocalGet, Opcode.Int, Opcode.Ushr]),
        new(LocalMulImm, [Opcode.LocalGet, Opcode.Int, Opcode.Mul]),
        new(MulAddLocal, [Opcode.Mul, Opcode.LocalGet, Opcode.Add]),
        new(BitAndConstSet, [Opcode.Const, Opcode.BitAnd, Opcode.LocalSet]),
        new(ConstLtJump, [Opcode.Const, Opcode.Lt, Opcode.JumpFalse]),
        new(ConstLeJump, [Opcode.Const, Opcode.Le, Opcode.JumpFalse]),
        new(ConstGtJump, [Opcode.Const, Opcode.Gt, Opcode.JumpFalse]),
        new(ConstGeJump, [Opcode.Const, Opcode.Ge, Opcode.JumpFalse]),
        new(AddImm, [Opcode.Int, Opcode.Add]),
        new(SubImm, [Opcode.Int, Opcode.Sub]),
        new(MulImm, [Opcode.Int, Opcode.Mul]),
        new(BitAndImm, [Opcode.Int, Opcode.BitAnd]),
        new(ShlImm, [Opcode.Int, Opcode.Shl]),
        new(UshrImm, [Opcode.Int, Opcode.Ushr]),
        new(AddLocal, [Opcode.LocalGet, Opcode.Add]),
        new(SubLocal, [Opcode.LocalGet, Opcode.Sub]),
        new(MulLocal, [Opcode.LocalGet, Opcode.Mul]),
        new(AddConst, [Opcode.Const, Opcode.Add]),
        new(SubConst, [Opcode.Const, Opcode.Sub]),
        new(MulConst, [Opcode.Const, Opcode.Mul]),
        new(BitAndConst, [Opcode.Const, Opcode.BitAnd]),
        new(BitXorLocal, [Opcode.LocalGet, Opcode.BitXor]),
        new(AddSet, [Opcode.Add, Opcode.LocalSet]),
        new(MulAdd, [Opcode.Mul, Opcode.Add]),
        new(MulSub, [Opcode.Mul, Opcode.Sub]),
        new(LtJump, [Opcode.Lt, Opcode.JumpFalse]),
        new(LeJump, [Opcode.Le, Opcode.JumpFalse]),
        new(GtJump, [Opcode.Gt, Opcode.JumpFalse]),
        new(GeJump, [Opcode.Ge, Opcode.JumpFalse]),
        new(EqJump, [Opcode.Eq, Opcode.JumpFalse]),
        new(GetReturn, [Opcode.LocalGet, Opcode.Return]),
        new(AddReturn, [Opcode.Add, Opcode.Return]),
        new(SetLoop, [Opcode.LocalSet, Opcode.Loop]),
        new(Move, [Opcode.LocalGet, Opcode.LocalSet]),
        new(SetSet, [Opcode.LocalSet, Opcode.LocalSet]),
        new(GetGet, [Opcode.LocalGet, Opcode.LocalGet]),
    ];

    /// <summary>By the first instruction, each in the order of <see cref="Patterns"/>.</summary>
    private static readonly Pattern[][] PatternsFrom = ByFirst();

    private static readonly (byte Fused, Step Instruction)[] Alone = [(FloatRef, FloatVectorRef), (FloatSet, FloatVectorSet), (ByteRef, ByteVectorRef), (ByteSet, ByteVectorSet)];

    /// <summary>The interpreter's copy of a function's code, split so that straight-line code takes the fewest dispatches.</summary>
    /// <param name="slow">The instruction that is done slowly; null in every real run.</param>
    public static ReadOnlySpan<uint> Fused(Chunk chunk, Opcode? slow) =>
        slow is null ? FusedOf.GetValue(chunk, of => Fuse(of.Code.AsSpan(), null)) : Fuse(chunk.Code.AsSpan(), slow);

    private static uint[] Fuse(ReadOnlySpan<uint> code, Opcode? slow)
    {
        var dispatches = new int[code.Length + 1];
        var chosen = new (byte Op, int Length)[code.Length];
        for (int i = code.Length - 1; i >= 0; i--)
        {
            (dispatches[i], chosen[i]) = (dispatches[i + 1] + 1, (0, 1));
            foreach (Pattern pattern in PatternsFrom[(byte)Instruction.Op(code[i])])
            {
                Step[] sequence = pattern.Sequence;
                if (!Matches(code[i..], sequence) || (slow is { } alone && Array.Exists(sequence, step => step.Op == alone)) || dispatches[i + sequence.Length] + 1 >= dispatches[i]) continue;
                (dispatches[i], chosen[i]) = (dispatches[i + sequence.Length] + 1, (pattern.Fused, sequence.Length));
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

    /// <summary>Plain arrays and loops: generics over structs would be compiled at every start.</summary>
    private static Pattern[][] ByFirst()
    {
        var counts = new int[OpcodeCount];
        foreach (Pattern pattern in Patterns) counts[(byte)pattern.Sequence[0].Op]++;
        var from = new Pattern[OpcodeCount][];
        for (int op = 0; op < from.Length; op++) from[op] = new Pattern[counts[op]];
        for (int i = Patterns.Length - 1; i >= 0; i--)
        {
            byte op = (byte)Patterns[i].Sequence[0].Op;
            from[op][--counts[op]] = Patterns[i];
        }
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
