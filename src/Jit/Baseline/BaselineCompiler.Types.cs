using System.Numerics;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>
/// Which locals and operands are known to be fixnums. A loop begins with those locals that its arithmetic takes, however it is entered: who comes in is
/// checked, and leaves to the interpreter at the loop's head if one is something else. A block behind a branch begins with what all ways to it know.
/// </summary>
internal sealed partial class BaselineCompiler
{
    private const int KnownLocalsMax = 64;

    /// <summary>Bits are locals, here and below; locals beyond are never known.</summary>
    private ulong _fixnums;
    /// <summary>By instruction: what is known when a block begins.</summary>
    private ulong[] _fixnumsAt = [];
    private bool _raxIsFixnum;
    /// <summary>Locals that somewhere are set to a Float that stands in the code, as a sum is before its loop: what takes them may not have run yet.</summary>
    private ulong _setToFloat;

    private void ClearFixnums()
    {
        int count = _chunk.Code.Length;
        if (_fixnumsAt.Length < count) _fixnumsAt = new ulong[count];
        Plain.Fill(_fixnumsAt.AsSpan(0, count), ulong.MaxValue);
        (_fixnums, _raxIsFixnum, _setToFloat) = (0, false, 0);
    }

    private static ulong BitOfLocal(int local) => local < KnownLocalsMax ? 1UL << local : 0;

    /// <summary>Of a frame word; 0 if it is no local.</summary>
    private static ulong BitOf(int frameWord) => frameWord >= FrameHeader ? BitOfLocal(frameWord - FrameHeader) : 0;

    private bool IsFixnum(int position)
    {
        Operand operand = _operands[position];
        return operand.Kind switch
        {
            OperandKind.Rax => _raxIsFixnum,
            OperandKind.InSlot => operand.IsFixnum,
            OperandKind.FrameWord => (_fixnums & BitOf(operand.Value)) != 0,
            OperandKind.Word => (operand.Value & 1) == 0,
            _ => false,
        };
    }

    /// <summary>Those that the loop's arithmetic takes or makes directly, but for those that it sets before it reads them: what they hold at its head is of no use to it.</summary>
    private ulong FixnumsOfLoop(int head, int end)
    {
        if (!Assumes(head)) return 0;
        ulong met = 0, set = 0, taken = 0;
        for (int pc = head; pc < end; pc++)
        {
            uint word = _chunk.Code[pc];
            Opcode op = Instruction.Op(word);
            if (op == Opcode.LocalGet) met |= BitOfLocal(Instruction.U24(word));
            else if (op == Opcode.LocalSet)
            {
                ulong bit = BitOfLocal(Instruction.U24(word));
                set |= bit & ~met;
                met |= bit;
                if (pc > head && IsFixnumArithmetic(pc - 1) && !IsFloat(Instruction.U24(word))) taken |= bit;
            }
            else if (pc >= head + 2 && (IsFixnumArithmetic(pc) || IsFixnumComparison(pc))) taken |= TakenBy(pc);
        }
        return taken & ~set;
    }

    private bool IsFixnumArithmetic(int pc) => Instruction.Op(_chunk.Code[pc]) is >= Opcode.Add and <= Opcode.Ushr and not (Opcode.Neg or Opcode.BitNot) && Assumes(pc);
    private bool IsFixnumComparison(int pc) => Instruction.Op(_chunk.Code[pc]) is >= Opcode.Eq and <= Opcode.Ge && Assumes(pc);

    /// <summary>The locals that two operands right before an instruction are; none if one is a Float, also where that has not run yet.</summary>
    private ulong TakenBy(int pc)
    {
        (int a, int b, _, bool hasFloat) = OperandsOf(pc);
        if (hasFloat || IsFloat(a) || IsFloat(b)) return 0;
        return (a >= 0 ? BitOfLocal(a) : 0) | (b >= 0 ? BitOfLocal(b) : 0);
    }

    private void NoteSet(int pc)
    {
        if (pc > 0 && Instruction.Op(_chunk.Code[pc - 1]) == Opcode.Const && _chunk.Constants[Instruction.U24(_chunk.Code[pc - 1])] is Constant.Float)
            _setToFloat |= BitOfLocal(Instruction.U24(_chunk.Code[pc]));
    }

    private bool IsFloat(int local) => local >= 0 && (_localXmm[local] is >= 0 or WithFloats || (_setToFloat & BitOfLocal(local)) != 0);

    private bool IsFloatOperand(int position) =>
        HasDouble(position) || (_operands[position] is { Kind: OperandKind.FrameWord, Value: >= FrameHeader and var word } && IsFloat(word - FrameHeader));

    /// <summary>The locals that are not known to be fixnums are looked at; if one is none, the label.</summary>
    private void CheckLocals(ulong wanted, int label)
    {
        for (ulong left = wanted; left != 0; left &= left - 1)
            _code.Add(Templates.CheckSlot, LocalWord(BitOperations.TrailingZeroCount(left)), label0: label);
    }

    /// <summary>On the way to a loop's head, with all operands in their slots.</summary>
    private void CheckLocalsOfLoop(ulong wanted, int head)
    {
        wanted &= ~_fixnums;
        if (wanted == 0) return;
        int slow = _code.NewLabel();
        CheckLocals(wanted, slow);
        AddSlowPath(new SlowPath { Kind = SlowKind.Deopt, Label = slow, UndoLabel = -1, Pc = head, Depth = _depth });
    }
}
