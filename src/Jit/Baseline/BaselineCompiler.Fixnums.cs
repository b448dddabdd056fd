using System.Numerics;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>
/// Arithmetic on small Ints. What met nothing else so far has a guard in the place of a slow path, so that behind it its operands and its result are known
/// to be fixnums, and are not checked again: see <see cref="IsFixnum"/>. A guard that fails leaves the frame to the interpreter as it stands.
/// </summary>
internal sealed partial class BaselineCompiler
{
    /// <summary>How an instruction computes with rax and rcx.</summary>
    /// <param name="Undo">Brings back what it has overwritten when it fails.</param>
    private sealed record FixnumOperation(Template Template, bool IsCommutative = false, Template? Undo = null);

    /// <summary>From Add to Ushr; null for the ones that have one operand.</summary>
    private static readonly FixnumOperation?[] Operations = Plain.Array(Opcode.Ushr - Opcode.Add + 1, i => OperationOf((Opcode)((int)Opcode.Add + i)));

    private static FixnumOperation? OperationOf(Opcode op) => op switch
    {
        Opcode.Add or Opcode.AddWrap => new(Templates.Add, true, Templates.UndoAdd),
        Opcode.Sub or Opcode.SubWrap => new(Templates.Sub, Undo: Templates.UndoSub),
        Opcode.Mul or Opcode.MulWrap => new(Templates.Multiply, true),
        Opcode.Div or Opcode.Quotient => new(Templates.Quotient),
        Opcode.Rem => new(Templates.Remainder),
        Opcode.Mod => new(Templates.Modulo),
        Opcode.BitAnd => new(Templates.And, true),
        Opcode.BitOr => new(Templates.Or, true),
        Opcode.BitXor => new(Templates.Xor, true),
        Opcode.Shl => new(Templates.ShiftLeft, Undo: Templates.UndoShift),
        Opcode.Shr => new(Templates.ShiftRight, Undo: Templates.UndoShift),
        Opcode.Ushr => new(Templates.ShiftRightUnsigned, Undo: Templates.UndoShift),
        _ => null,
    };

    /// <summary>Whether the instruction is taken to meet fixnums alone.</summary>
    private bool Assumes(int pc) => ((Feedback)_feedback[pc] & (Feedback.Float | Feedback.Other)) == 0;

    // ---- where the operands are -------------------------------------------------------------------------------------

    /// <summary>What is in rax already stays there as the first operand, if the other one is in the frame: it goes to rcx.</summary>
    /// <remarks>Not left in memory: a load by itself is renamed away, where an operand waits for the store (crc32 took 20 % longer).</remarks>
    private bool TakesTopFirst()
    {
        if (_inRax != _depth - 1 || SlotOf(_depth - 2) < 0) return false;
        LoadTo(Gpr.Rcx, _depth - 2);
        return true;
    }

    /// <summary>The frame word that has the operand, or -1.</summary>
    private int SlotOf(int position) => _operands[position] switch
    {
        { Kind: OperandKind.InSlot } => OperandWord(position),
        { Kind: OperandKind.FrameWord, Value: var word } => word,
        _ => -1,
    };

    private bool IsWord(int position) => _operands[position] is { Kind: OperandKind.Word } operand && (operand.Value & 1) == 0;

    /// <summary>The operand that is a known number and stands in the code, if one of the two is.</summary>
    private int KnownOf(bool isCommutative) => IsWord(_depth - 1) ? _depth - 1 : isCommutative && IsWord(_depth - 2) ? _depth - 2 : -1;

    // ---- instructions -----------------------------------------------------------------------------------------------

    private void Arithmetic(Opcode op)
    {
        if (TryWithWord(op)) return;
        FixnumOperation operation = Operations[op - Opcode.Add]!;
        (bool isFirst, bool isSecond) = (IsFixnum(_depth - 2), IsFixnum(_depth - 1));
        bool isMirrored = operation.IsCommutative && TakesTopFirst();
        if (!isMirrored) TakeTwo();
        SlowPath slow = FixnumPath(2);
        if (isMirrored) SetInPlace(ref slow, _depth - 2);
        if (operation.Undo is { } undo) SetUndo(ref slow, undo, 0);
        bool isChecked = isMirrored ? CheckTwo(isSecond, isFirst, slow.Label) : CheckTwo(isFirst, isSecond, slow.Label);
        _code.Add(operation.Template, label0: slow.Label, label1: slow.UndoLabel);
        FinishFixnum(slow, canFail: isChecked || operation.Template.LabelCount > 0, pops: 2);
    }

    /// <summary>Translates the instruction if one of its operands is a known fixnum and there is something for that; else nothing happens.</summary>
    private bool TryWithWord(Opcode op)
    {
        int known = KnownOf(Operations[op - Opcode.Add]!.IsCommutative);
        if (known < 0) return false;
        int other = (2 * _depth) - 3 - known, word = _operands[known].Value;
        if (IsWord(other) || Find(op, word) is not { } found) return false;
        bool isFixnum = IsFixnum(other);
        LoadTo(Gpr.Rax, other);
        SlowPath slow = FixnumPath(2);
        SetInPlace(ref slow, known);
        if (found.Undo is { } undo) SetUndo(ref slow, undo, word);
        if (!isFixnum) _code.Add(Templates.CheckFixnum, label0: slow.Label);
        _code.Add(found.Template, found.A, found.B, label0: slow.Label, label1: slow.UndoLabel);
        FinishFixnum(slow, canFail: !isFixnum || found.Template.LabelCount > 0, pops: 2);
        return true;
    }

    private void UnaryFixnum(Template template)
    {
        bool isFixnum = IsFixnum(_depth - 1);
        TakeOne();
        SlowPath slow = FixnumPath(1);
        if (!isFixnum) _code.Add(Templates.CheckFixnum, label0: slow.Label);
        _code.Add(template, label0: slow.Label);
        FinishFixnum(slow, canFail: !isFixnum || template.LabelCount > 0, pops: 1);
    }

    /// <summary>The operand stays what it is, and is a fixnum.</summary>
    private void CheckFixnum()
    {
        if (IsFixnum(_depth - 1)) return;
        TakeOne();
        SlowPath slow = FixnumPath(1);
        _code.Add(Templates.CheckFixnum, label0: slow.Label);
        FinishFixnum(slow, canFail: true, pops: 1);
    }

    private void CompareFixnums(Cc cc)
    {
        Use use = BeginCondition(2);
        (bool isFirst, bool isSecond) = (IsFixnum(_depth - 2), IsFixnum(_depth - 1));
        int known = KnownOf(isCommutative: true);
        if (known >= 0 && IsWord((2 * _depth) - 3 - known)) known = -1;
        bool isMirrored = known == _depth - 2 || (known < 0 && TakesTopFirst());
        if (known >= 0) LoadTo(Gpr.Rax, (2 * _depth) - 3 - known);
        else if (!isMirrored) TakeTwo();
        SlowPath slow = FixnumPath(2, SlowKind.Branch);
        (slow.Target, slow.JumpsIf) = (use.Target, use.JumpsIf);
        if (known >= 0) SetInPlace(ref slow, known);
        else if (isMirrored) SetInPlace(ref slow, _depth - 2);
        (bool isInRax, bool isOther) = isMirrored ? (isSecond, isFirst) : (isFirst, isSecond);
        bool isChecked = CheckTwo(isInRax, isOther, slow.Label);
        int wanted = (int)Wanted(isMirrored ? Mirrored(cc) : cc, use);
        if (known >= 0) _code.Add(Templates.BranchWord[wanted], _operands[known].Value, label0: use.Target);
        else _code.Add(Templates.BranchCompare[wanted], label0: use.Target);
        if (isChecked) EndFixnumPath(slow);
        NoteOperands(slow, 2);
        EndCondition(use, pops: 2);
    }

    /// <summary>Of rax and rcx those that are not known to be fixnums are looked at.</summary>
    /// <returns>Whether one had to be.</returns>
    private bool CheckTwo(bool isFirst, bool isSecond, int slow)
    {
        if (isFirst && isSecond) return false;
        _code.Add(isSecond ? Templates.CheckFixnum : isFirst ? Templates.CheckSecond : Templates.CheckBoth, label0: slow);
        return true;
    }

    // ---- slow paths, and what is known behind them ------------------------------------------------------------------

    /// <param name="kind">If nothing is assumed.</param>
    private SlowPath FixnumPath(int own, SlowKind kind = SlowKind.Step) =>
        SlowPathOf(own, Assumes(_pc) && !IsFloatOperand(_depth - 1) && !(own == 2 && IsFloatOperand(_depth - 2)) ? SlowKind.Deopt : kind);

    /// <summary>One of its operands is in no register.</summary>
    private void SetInPlace(ref SlowPath slow, int position) => (slow.InPlace, slow.InPlaceAt) = (_operands[position], position - (_depth - slow.Own));

    private void SetUndo(ref SlowPath slow, Template undo, int number) => (slow.Undo, slow.UndoNumber, slow.UndoLabel) = (undo, number, _code.NewLabel());

    private void EndFixnumPath(in SlowPath slow)
    {
        _code.Bind(slow.Back);
        AddSlowPath(slow);
    }

    private void FinishFixnum(in SlowPath slow, bool canFail, int pops)
    {
        if (canFail) EndFixnumPath(slow);
        NoteOperands(slow, pops);
        Drop(pops);
        PushRax();
        _raxIsFixnum = !canFail || slow.Kind == SlowKind.Deopt;
    }

    private void NoteOperands(in SlowPath slow, int count)
    {
        if (slow.Kind != SlowKind.Deopt) return;
        for (int i = _depth - count; i < _depth; i++)
            if (_operands[i].Kind == OperandKind.FrameWord) _fixnums |= BitOf(_operands[i].Value);
    }

    // ---- numbers that stand in the code -----------------------------------------------------------------------------

    /// <summary>What makes an instruction out of a known operand.</summary>
    /// <param name="A">For a template with holes: their values.</param>
    private readonly record struct WithWord(Template Template, int A, int B = 0, Template? Undo = null);

    /// <summary>What is no reference needs no barrier.</summary>
    private void VectorSet()
    {
        if (_operands[_depth - 1] is not { Kind: OperandKind.Word } known)
        {
            SetElement(Templates.VectorSet);
            return;
        }
        bool isFixnum = IsFixnum(_depth - 2);
        Drop(1);
        TakeTwo();
        _depth++;
        SlowPath slow = SlowPathOf(3);
        (slow.InPlace, slow.InPlaceAt) = (known, 2);
        CheckIndex(isFixnum, slow.Label);
        _code.Add(Templates.VectorSetWord, known.Value, label0: slow.Label);
        Finish(slow, pops: 3, pushes: false);
        PushWord(Value.NilBits);
    }

    private static WithWord? Find(Opcode op, int word) => op switch
    {
        Opcode.Add or Opcode.AddWrap => new(Templates.AddWord, word, Undo: Templates.UndoAddWord),
        Opcode.Sub or Opcode.SubWrap => new(Templates.SubWord, word, Undo: Templates.UndoSubWord),
        Opcode.Mul or Opcode.MulWrap => new(Templates.MultiplyWord, word / 2),
        Opcode.BitAnd => new(Templates.AndWord, word),
        Opcode.BitOr => new(Templates.OrWord, word),
        Opcode.BitXor => new(Templates.XorWord, word),
        Opcode.Div or Opcode.Quotient or Opcode.Rem or Opcode.Mod => FindDivision(op, word),
        Opcode.Shl when IsCount(word) => new(Templates.ShiftLeftBy, word / 2),
        Opcode.Shr when IsCount(word) => new(Templates.ShiftRightBy, word / 2),
        Opcode.Ushr when IsCount(word) => new(Templates.ShiftRightUnsignedBy, word / 2),
        _ => null,
    };

    private static bool IsCount(int word) => word is > 0 and < 2 * 63;

    /// <summary>By 0 is an error and by -1 may overflow: not here. By a power of two nothing is divided.</summary>
    private static WithWord? FindDivision(Opcode op, int word)
    {
        if (word is 0 or -2) return null;
        bool isPower = word > 2 && BitOperations.IsPow2(word);
        int belowPower = word - 2;
        return op switch
        {
            Opcode.Rem => isPower ? new(Templates.RemainderByPower, belowPower) : new(Templates.RemainderByWord, word),
            Opcode.Mod => isPower ? new(Templates.AndWord, belowPower) : new(Templates.ModuloByWord, word),
            _ => isPower ? new(Templates.QuotientByPower, belowPower, BitOperations.Log2((uint)word) - 1) : new(Templates.QuotientByWord, word),
        };
    }
}
