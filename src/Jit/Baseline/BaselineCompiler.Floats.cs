using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Jit.Baseline;

/// <summary>
/// Arithmetic that has met Floats. Words are where they always are; but the doubles of some are in registers as well, so that no operation waits for its
/// operands to be unboxed: of the result in rax in xmm0, of deeper operands in xmm2 to xmm7, of locals in the ones above. What these hold of other words
/// is a nan (see <see cref="Templates"/>), so they need no checks and nothing has to be known of a word's type.
/// </summary>
internal sealed partial class BaselineCompiler
{
    private const int OperandXmmFirst = 2, OperandXmmCount = 6;

    /// <summary>rax is an operand, and its double is in xmm0.</summary>
    private bool _raxHasDouble;

    private void PushFloat()
    {
        PushRax();
        _raxHasDouble = true;
    }

    private static int OperandXmm(int position) => position < OperandXmmCount ? OperandXmmFirst + position : -1;

    /// <summary>The register that has the operand's double; -1 if none has.</summary>
    private int XmmOf(int position)
    {
        Operand operand = _operands[position];
        switch (operand.Kind)
        {
            case OperandKind.Rax: return _raxHasDouble ? 0 : -1;
            case OperandKind.InSlot: return operand.Value > 0 ? operand.Value : -1;
            case OperandKind.FrameWord:
                int local = operand.Value - FrameHeader, xmm = local >= 0 ? _localXmm[local] : -1;
                if (xmm >= 0) LoadLocalDouble(local);
                return xmm;
            default: return -1;
        }
    }

    /// <summary>Whether the operand's double comes for nothing, or is worth a load: a local that floats were computed with.</summary>
    private bool HasDouble(int position)
    {
        Operand operand = _operands[position];
        return operand.Kind switch
        {
            OperandKind.Rax => _raxHasDouble,
            OperandKind.InSlot => operand.Value > 0,
            OperandKind.FrameWord => operand.Value >= FrameHeader && _localXmm[operand.Value - FrameHeader] >= 0,
            OperandKind.Float => true,
            _ => false,
        };
    }

    /// <summary>The operand's double to xmm0 or xmm1. Rax, if it is another one, is out of the way already.</summary>
    /// <param name="fixnums">Small Ints are converted; else they are nans.</param>
    private void TakeDouble(int to, int position, bool fixnums)
    {
        Operand operand = _operands[position];
        int xmm = XmmOf(position);
        if (xmm >= 0)
        {
            if (xmm != to) _code.Add((to == 0 ? Templates.MoveTo0 : Templates.MoveTo1)[xmm]);
            return;
        }
        switch (operand.Kind)
        {
            case OperandKind.Float: SetDouble(to, FloatOf(operand)); break;
            case OperandKind.Word when (operand.Value & 1) == 0: SetDouble(to, operand.Value / 2); break;
            case OperandKind.Rax: _code.Add((fixnums ? Templates.NumberOfRax : Templates.DoubleOfRax)[to]); break;
            case OperandKind.InSlot or OperandKind.FrameWord:
                int word = operand.Kind == OperandKind.InSlot ? OperandWord(position) : operand.Value;
                _code.Add((fixnums ? Templates.LoadNumber : Templates.LoadDouble)[to], word);
                break;
            default: SetDouble(to, double.NaN); break;
        }
    }

    private double FloatOf(Operand operand) => ((Constant.Float)_chunk.Constants[operand.Value]).Value;

    private void SetDouble(int to, double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        _code.Add(Templates.SetDouble[to], (int)bits, (int)(bits >> 32));
    }

    /// <summary>Two operands to xmm0 and a register that is returned. Neither word is touched.</summary>
    private int TakeTwoDoubles(bool fixnums)
    {
        int a = _depth - 2, b = _depth - 1;
        if (_inRax >= 0 && _inRax < a) Write(_inRax);
        int second = XmmOf(b);
        if (second < 0 || (second == 0 && _inRax == b))
        {
            TakeDouble(1, b, fixnums);
            second = 1;
        }
        TakeDouble(0, a, fixnums);
        return second;
    }

    /// <summary>The slow path of an instruction whose operands' words are still where they were.</summary>
    private SlowPath SlowPathInPlace(int own, Template? general, SlowKind kind = SlowKind.Step)
    {
        SlowPath slow = SlowPathOf(own, kind);
        slow.General = general;
        (slow.IsInPlace, slow.OwnFrom) = (true, _pending.Count);
        for (int i = _depth - own; i < _depth; i++) _pending.Add((_operands[i], i));
        return slow;
    }

    /// <summary>add, sub, mul, div where Floats were met.</summary>
    private void FloatArithmetic(Template[] doubles, Template floats, Template general)
    {
        SlowPath slow;
        if (HasDouble(_depth - 1) || HasDouble(_depth - 2))
        {
            int b = TakeTwoDoubles(fixnums: true);
            slow = SlowPathInPlace(2, general);
            _code.Add(doubles[b], label0: slow.Label);
        }
        else
        {
            TakeTwo();
            slow = SlowPathOf(2);
            slow.General = general;
            _code.Add(floats, label0: slow.Label);
        }
        FinishFloat(slow, pops: 2);
    }

    private void FinishFloat(SlowPath slow, int pops)
    {
        slow.Doubles |= 1;
        Finish(slow, pops, pushes: false);
        PushFloat();
    }

    private void Sqrt()
    {
        int position = _depth - 1;
        if (_inRax >= 0 && _inRax != position) Write(_inRax);
        int xmm = XmmOf(position);
        if (xmm < 0) TakeDouble(xmm = 1, position, fixnums: true);
        SlowPath slow = SlowPathInPlace(1, null);
        _code.Add(Templates.SqrtDouble[xmm], label0: slow.Label);
        FinishFloat(slow, pops: 1);
    }

    private void ToFloat()
    {
        TakeOne();
        SlowPath slow = SlowPathOf(1);
        _code.Add(Templates.ToFloat, label0: slow.Label);
        FinishFloat(slow, pops: 1);
    }

    /// <summary>Less and greater, where Floats were met. A nan goes to the slow path, so the conditions are simple ones.</summary>
    private void CompareFloats(Cc fixnums, Cc floats)
    {
        Use use = BeginCondition(2);
        SlowPath slow;
        if (HasDouble(_depth - 1) || HasDouble(_depth - 2))
        {
            int b = TakeTwoDoubles(fixnums: false);
            slow = SlowPathInPlace(2, Templates.BranchFixnums[(int)Wanted(fixnums, use)], SlowKind.Branch);
            _code.Add(Templates.CompareDoubles[b], label0: slow.Label);
        }
        else
        {
            TakeTwo();
            slow = SlowPathOf(2, SlowKind.Branch);
            slow.General = Templates.BranchFixnums[(int)Wanted(fixnums, use)];
            _code.Add(Templates.CompareFloats, label0: slow.Label);
        }
        (slow.Target, slow.JumpsIf) = (use.Target, use.JumpsIf);
        _code.Add(Templates.BranchFlags[(int)Wanted(floats, use)], label0: use.Target);
        _code.Bind(slow.Back);
        AddSlowPath(slow);
        EndCondition(use, pops: 2);
    }

    private void FloatVectorRef()
    {
        bool isFixnum = IsFixnum(_depth - 1);
        TakeTwo();
        SlowPath slow = SlowPathOf(2);
        slow.General = Templates.FloatVectorRefZero;
        CheckIndex(isFixnum, slow.Label);
        _code.Add(Templates.FloatVectorRef, label0: slow.Label);
        FinishFloat(slow, pops: 2);
    }

    private void FloatVectorSet()
    {
        int top = _depth - 1, xmm = XmmOf(top);
        if (xmm < 0) TakeDouble(xmm = 1, top, fixnums: false);
        SetElement(Templates.FloatVectorSetDouble[xmm]);
    }
}
