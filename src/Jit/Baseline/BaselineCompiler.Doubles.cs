using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>
/// Which locals have their doubles in registers, and where. A loop that calls nothing begins with those that it computes with, however it is entered; a
/// block behind a branch begins with what all ways to it have. A call loses all.
/// </summary>
internal sealed partial class BaselineCompiler
{
    // The last one is for operands of routines.
    private const int LocalXmmFirst = 8, XmmCount = 15;

    /// <summary>By local: its register, or a negative number.</summary>
    private int[] _localXmm = [];
    private readonly int[] _localOfXmm = new int[XmmCount];
    /// <summary>By instruction: what is there when a block begins. Bits are registers, here and below.</summary>
    private int[] _doublesAt = [];
    private int _doubles;
    private int _localXmmNext;
    private readonly List<(int Pc, int Local)> _floatUses = [];
    /// <summary>By loop's head: where its back-edge goes, behind what loads the doubles, and checks the fixnums, of those who come from elsewhere.</summary>
    private readonly Dictionary<int, (int Label, int Doubles, ulong Fixnums)> _heads = [];

    private void ClearDoubles()
    {
        int count = _chunk.Code.Length;
        if (_doublesAt.Length < count) _doublesAt = new int[count];
        Plain.Fill(_doublesAt.AsSpan(0, count), -1);
        if (_localXmm.Length < _chunk.LocalCount) _localXmm = new int[_chunk.LocalCount];
        Plain.Fill(_localXmm.AsSpan(0, _chunk.LocalCount), -1);
        _floatUses.Clear();
        _heads.Clear();
        (_doubles, _localXmmNext, _raxHasDouble) = (0, LocalXmmFirst, false);
    }

    /// <summary>What is found out of a local that has no register: it is computed with as a Float; or with Ints.</summary>
    private const int WithFloats = -2, WithInts = -3;

    /// <summary>
    /// Locals that arithmetic takes directly get a register where it met Floats, unless other arithmetic takes them with an Int. Arithmetic that met no Floats
    /// may not have run yet: of two locals it says that they are of one kind.
    /// </summary>
    private void FindFloatLocals()
    {
        if (!HasMetFloats()) return;
        for (int pc = 1; pc < _chunk.Code.Length; pc++)
        {
            if (!IsArithmetic(pc)) continue;
            (int a, int b, bool hasInt, bool hasFloat) = OperandsOf(pc);
            if (MetFloatsAt(pc) || hasFloat) NoteFloats(pc, a, b);
            else if (hasInt) NoteInts(a, b);
        }
        for (int pc = 2; pc < _chunk.Code.Length; pc++)
            if (IsArithmetic(pc) && !MetFloatsAt(pc) && OperandsOf(pc) is { A: >= 0, B: >= 0 } pair) Join(pc, pair.A, pair.B);
        foreach ((int _, int local) in _floatUses)
        {
            if (_localXmm[local] != WithFloats || _localXmmNext == XmmCount) continue;
            _localOfXmm[_localXmmNext] = local;
            _localXmm[local] = _localXmmNext++;
        }
    }

    /// <summary>Most functions did not: for them nothing more is looked at.</summary>
    private bool HasMetFloats()
    {
        foreach (byte seen in _feedback)
            if (((Feedback)seen & Feedback.Float) != 0) return true;
        return false;
    }

    private bool IsArithmetic(int pc) => Instruction.Op(_chunk.Code[pc]) is Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div or Opcode.Lt or Opcode.Le or Opcode.Gt or Opcode.Ge or Opcode.Sqrt;

    private bool MetFloatsAt(int pc) => ((Feedback)_feedback[pc] & Feedback.Float) != 0 || Instruction.Op(_chunk.Code[pc]) == Opcode.Sqrt;

    /// <summary>The locals that the instruction takes directly, or -1, and whether another operand is a number that stands in the code.</summary>
    private (int A, int B, bool HasInt, bool HasFloat) OperandsOf(int pc)
    {
        (int b, bool isInt, bool isFloat) = Operand(pc - 1);
        if (pc < 2 || Instruction.Op(_chunk.Code[pc]) == Opcode.Sqrt || (b < 0 && !isInt && !isFloat)) return (-1, b, isInt, isFloat);
        (int a, bool isIntBefore, bool isFloatBefore) = Operand(pc - 2);
        return (a, b, isInt || isIntBefore, isFloat || isFloatBefore);

        (int Local, bool IsInt, bool IsFloat) Operand(int at)
        {
            int operand = Instruction.U24(_chunk.Code[at]);
            return Instruction.Op(_chunk.Code[at]) switch
            {
                Opcode.LocalGet => (operand, false, false),
                Opcode.Int => (-1, true, false),
                Opcode.Const => (-1, _chunk.Constants[operand] is Constant.Int, _chunk.Constants[operand] is Constant.Float),
                _ => (-1, false, false),
            };
        }
    }

    private void NoteFloats(int pc, int a, int b)
    {
        NoteFloat(pc, b);
        NoteFloat(pc, a);
    }

    private void NoteFloat(int pc, int local)
    {
        if (local < 0) return;
        _floatUses.Add((pc, local));
        if (_localXmm[local] == -1) _localXmm[local] = WithFloats;
    }

    private void NoteInts(int a, int b)
    {
        if (a >= 0) _localXmm[a] = WithInts;
        if (b >= 0) _localXmm[b] = WithInts;
    }

    private void Join(int pc, int a, int b)
    {
        if (_localXmm[a] == WithInts || _localXmm[b] == WithInts) NoteInts(a, b);
        else if (_localXmm[a] == WithFloats || _localXmm[b] == WithFloats) NoteFloats(pc, a, b);
    }

    private void NoteLoop(int head, int end)
    {
        // Of several back-edges the last one says what is wanted: it is that of the whole loop.
        (int doubles, ulong fixnums) = (DoublesOfLoop(head, end), FixnumsOfLoop(head, end));
        if (doubles != 0 || fixnums != 0) _heads[head] = (_code.NewLabel(), doubles, fixnums);
        else if (!_heads.ContainsKey(head)) (_doublesAt[head], _fixnumsAt[head]) = (0, 0);
    }

    /// <summary>What a loop wants to have: nothing if it calls.</summary>
    private int DoublesOfLoop(int head, int end)
    {
        int doubles = 0;
        foreach ((int pc, int local) in _floatUses)
            if (pc > head && pc < end && _localXmm[local] >= 0) doubles |= 1 << _localXmm[local];
        if (doubles == 0) return 0;
        for (int pc = head; pc < end; pc++)
            if (Instruction.Op(_chunk.Code[pc]) is Opcode.Call or Opcode.CallGlobal) return 0;
        return doubles;
    }

    private void LoadLocalDouble(int local)
    {
        int xmm = _localXmm[local];
        if ((_doubles & (1 << xmm)) != 0) return;
        _code.Add(Templates.LoadDouble[xmm], LocalWord(local));
        _doubles |= 1 << xmm;
    }

    private void LoadDoubles(int doubles)
    {
        for (int xmm = LocalXmmFirst; xmm < _localXmmNext; xmm++)
            if ((doubles & (1 << xmm)) != 0) _code.Add(Templates.LoadDouble[xmm], LocalWord(_localOfXmm[xmm]));
    }

    private void BeginLoop()
    {
        if (!_heads.TryGetValue(_pc, out var head)) return;
        CheckLocalsOfLoop(head.Fixnums, _pc);
        LoadDoubles(head.Doubles & ~_doubles);
        (_doubles, _fixnums) = (head.Doubles, head.Fixnums);
        _code.Bind(head.Label);
    }

    /// <summary>After a call: no register is as it was.</summary>
    private void ForgetDoubles()
    {
        (_doubles, _raxHasDouble) = (0, false);
        for (int i = 0; i < _depth; i++)
            if (_operands[i].Kind == OperandKind.InSlot) _operands[i] = _operands[i] with { Value = 0 };
    }

    /// <summary>The registers that an exit in the middle of an instruction has to leave something sensible in.</summary>
    private int LiveDoubles()
    {
        int doubles = _doubles;
        for (int i = 0; i < _depth; i++)
            if (_operands[i] is { Kind: OperandKind.InSlot, Value: > 0 and var xmm }) doubles |= 1 << xmm;
        return doubles;
    }

    /// <summary>They say nothing any more.</summary>
    private void EmitNans(int doubles)
    {
        if (doubles == 0) return;
        _code.Add(Templates.SetR8ToNan);
        for (int xmm = 0; xmm < XmmCount; xmm++)
            if ((doubles & (1 << xmm)) != 0) _code.Add(Templates.FromR8[xmm]);
    }

    /// <summary>The top operand goes to a local: its double too.</summary>
    private void SetLocalDouble(int local, int top)
    {
        int xmm = _localXmm[local];
        if (xmm < 0) return;
        _doubles &= ~(1 << xmm);
        int from = _operands[top].Kind == OperandKind.FrameWord && !IsLoaded(_operands[top]) ? -1 : XmmOf(top);
        if (_operands[top].Kind == OperandKind.Float) SetDouble(xmm, FloatOf(_operands[top]));
        else if (from == 0) _code.Add(Templates.MoveFrom0[xmm]);
        else if (from > 0)
        {
            _code.Add(Templates.MoveTo1[from]);
            _code.Add(Templates.MoveFrom1[xmm]);
        }
        else return;
        _doubles |= 1 << xmm;
    }

    private bool IsLoaded(Operand operand)
    {
        int local = operand.Value - FrameHeader;
        return local >= 0 && _localXmm[local] >= 0 && (_doubles & (1 << _localXmm[local])) != 0;
    }
}
