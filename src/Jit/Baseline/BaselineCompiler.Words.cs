using System.Numerics;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>Arithmetic of which one operand is a fixnum that is known now: it stands in the instructions, and what it rules out is not checked.</summary>
internal sealed partial class BaselineCompiler
{
    /// <summary>What makes an instruction out of a known operand.</summary>
    /// <param name="A">For a template with holes: their values.</param>
    private readonly record struct WithWord(Template Template, int A, int B = 0, Template? Undo = null);

    private bool IsWord(int position) => _operands[position] is { Kind: OperandKind.Word } operand && (operand.Value & 1) == 0;

    /// <summary>Translates the instruction if one of its operands is a known fixnum and there is something for that; else nothing happens.</summary>
    private bool TryWithWord(Opcode op)
    {
        if (TakesFloats) return false;
        int known = IsWord(_depth - 1) ? 1 : IsWord(_depth - 2) && op is Opcode.Add or Opcode.AddWrap or Opcode.Mul or Opcode.MulWrap or Opcode.BitAnd or Opcode.BitOr or Opcode.BitXor ? 0 : -1;
        if (known < 0 || IsWord(_depth - 2 + (1 - known))) return false;
        int word = _operands[_depth - 2 + known].Value;
        if (Find(op, word) is not { } found) return false;
        LoadTo(Gpr.Rax, _depth - 1 - known);
        SlowPath slow = SlowPathOf(2);
        (slow.Word, slow.WordAt) = (word, known);
        if (found.Undo is not null) (slow.Undo, slow.UndoLabel) = (found.Undo, _code.NewLabel());
        _code.Add(found.Template, found.A, found.B, label0: slow.Label, label1: slow.UndoLabel);
        Finish(slow, pops: 2);
        return true;
    }

    /// <summary>What is no reference needs no barrier.</summary>
    private void VectorSet()
    {
        if (_operands[_depth - 1] is not { Kind: OperandKind.Word, Value: var word })
        {
            Assign(Templates.VectorSet);
            return;
        }
        Drop(1);
        TakeTwo();
        _depth++;
        SlowPath slow = SlowPathOf(3);
        (slow.Word, slow.WordAt) = (word, 2);
        _code.Add(Templates.VectorSetWord, word, label0: slow.Label);
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
