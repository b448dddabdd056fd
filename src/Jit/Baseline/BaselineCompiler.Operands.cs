using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

internal enum OperandKind : byte
{
    /// <summary>In its own slot of the frame. Value is the register that has its double as well, or 0.</summary>
    InSlot,
    /// <summary>What frame word Value holds: a local, or the function itself. Whoever writes that word brings it to its own slot first.</summary>
    FrameWord,
    /// <summary>The word Value, sign-extended.</summary>
    Word,
    /// <summary>The chunk's constant number Value.</summary>
    Constant,
    /// <summary>The chunk's constant number Value, a Float whose word is no reference.</summary>
    Float,
    /// <summary>In rax; one operand at most.</summary>
    Rax,
}

/// <param name="IsFixnum">Of one in its slot: it is known to be one.</param>
internal readonly record struct Operand(OperandKind Kind, int Value = 0, bool IsFixnum = false);

/// <summary>The operand stack at compile time: what need not go through memory does not.</summary>
internal sealed partial class BaselineCompiler
{
    private Operand[] _operands = [];
    private int _depth;
    /// <summary>The operand that is in rax; -1 if none is.</summary>
    private int _inRax = -1;

    private void ClearOperands(int depthMax)
    {
        if (_operands.Length < depthMax + 2) _operands = new Operand[depthMax + 2];
        (_depth, _inRax) = (0, -1);
    }

    private void AllInSlots(int depth)
    {
        for (int i = 0; i < depth; i++) _operands[i] = default;
        (_depth, _inRax) = (depth, -1);
    }

    private int LocalWord(int local) => FrameHeader + local;
    private int OperandWord(int position) => FrameHeader + _chunk.LocalCount + position;

    private void Push(Operand operand) => _operands[_depth++] = operand;

    private void PushRax()
    {
        (_inRax, _raxHasDouble, _raxIsFixnum) = (_depth, false, false);
        Push(new Operand(OperandKind.Rax));
    }

    private void PushWord(ulong word) => Push(new Operand(OperandKind.Word, (int)word));

    private void Drop(int count)
    {
        _depth -= count;
        if (_inRax >= _depth) _inRax = -1;
    }

    private void PushConstant(int index)
    {
        Value? word = _chunk.Constants[index] switch
        {
            Constant.Int { Value: var n } when n is >= int.MinValue / 2 and <= int.MaxValue / 2 => Value.FromFixnum(n),
            Constant.Bool { Value: var b } => Value.FromBool(b),
            Constant.Nil => Value.Nil,
            Constant.List { Items.Length: 0 } => Value.Empty,
            _ => null,
        };
        if (word is { } known) PushWord(known.Bits);
        else Push(new Operand(FloatWord(index) is null ? OperandKind.Constant : OperandKind.Float, index));
    }

    /// <summary>The word of a constant, if that is a Float without an object.</summary>
    private Value? FloatWord(int index) =>
        _chunk.Constants[index] is Constant.Float { Value: var d } && (Value.TryFlonum(d, out Value word) || Value.TryImmediateFloat(d, out word)) ? word : null;

    private void PushCopyOfTop()
    {
        Operand top = _operands[_depth - 1];
        switch (top.Kind)
        {
            case OperandKind.Rax or OperandKind.InSlot:
                bool isFixnum = IsFixnum(_depth - 1);
                LoadTo(Gpr.Rax, _depth - 1);
                Write(_depth - 1);
                PushRax();
                _raxIsFixnum = isFixnum;
                break;
            default: Push(top); break;
        }
    }

    private void SwapTop()
    {
        Operand above = _operands[_depth - 1], below = _operands[_depth - 2];
        if (above.Kind == OperandKind.InSlot || below.Kind == OperandKind.InSlot)
        {
            LoadTo(Gpr.Rcx, _depth - 2);
            LoadTo(Gpr.Rax, _depth - 1);
            Drop(2);
            _code.Add(Templates.Store[(int)Gpr.Rax], OperandWord(_depth));
            _code.Add(Templates.Store[(int)Gpr.Rcx], OperandWord(_depth + 1));
            Push(default);
            Push(default);
            return;
        }
        (_operands[_depth - 1], _operands[_depth - 2]) = (below, above);
        if (_inRax >= 0 && _inRax >= _depth - 2) _inRax = _inRax == _depth - 1 ? _depth - 2 : _depth - 1;
    }

    /// <summary>Copies an operand to a register. What was in rax is written to its slot if it would be lost.</summary>
    private void LoadTo(Gpr register, int position)
    {
        if (register == Gpr.Rax && _inRax >= 0 && _inRax != position) Write(_inRax);
        EmitLoad(register, _operands[position], position);
    }

    private void EmitLoad(Gpr register, Operand operand, int position)
    {
        switch (operand.Kind)
        {
            case OperandKind.InSlot: _code.Add(Templates.Load[(int)register], OperandWord(position)); break;
            case OperandKind.FrameWord: _code.Add(Templates.Load[(int)register], operand.Value); break;
            case OperandKind.Word: _code.Add(Templates.Set[(int)register], operand.Value); break;
            case OperandKind.Constant: _code.Add(Templates.LoadConstant[(int)register], 8 * operand.Value); break;
            case OperandKind.Float: EmitSetFloat(register, operand); break;
            default:
                if (register != Gpr.Rax) _code.Add(Templates.MoveFromRax[(int)register]);
                break;
        }
    }

    private void EmitSetFloat(Gpr register, Operand operand)
    {
        ulong word = FloatWord(operand.Value)!.Value.Bits;
        _code.Add(Templates.SetHalves[(int)register], (int)word, (int)(word >> 32));
    }

    /// <summary>Brings an operand to its own slot, and its double from xmm0 to where it lasts. Uses r8.</summary>
    private void Write(int position)
    {
        if (_operands[position].Kind == OperandKind.InSlot) return;
        EmitWrite(_operands[position], position);
        int xmm = 0;
        if (_operands[position].Kind == OperandKind.Rax && _raxHasDouble && OperandXmm(position) is > 0 and var lasting)
            _code.Add(Templates.MoveFrom0[xmm = lasting]);
        _operands[position] = new Operand(OperandKind.InSlot, xmm, IsFixnum(position));
        if (_inRax == position) _inRax = -1;
    }

    private void EmitWrite(Operand operand, int position)
    {
        int slot = OperandWord(position);
        switch (operand.Kind)
        {
            case OperandKind.InSlot: return;
            case OperandKind.Rax: _code.Add(Templates.Store[(int)Gpr.Rax], slot); return;
            case OperandKind.Word: _code.Add(Templates.StoreWord, slot, operand.Value); return;
            case OperandKind.FrameWord: _code.Add(Templates.Load[(int)Gpr.R8], operand.Value); break;
            case OperandKind.Float: EmitSetFloat(Gpr.R8, operand); break;
            default: _code.Add(Templates.LoadConstant[(int)Gpr.R8], 8 * operand.Value); break;
        }
        _code.Add(Templates.Store[(int)Gpr.R8], slot);
    }

    /// <summary>Brings all operands but the top ones to their slots.</summary>
    private void FlushBelow(int top)
    {
        for (int i = 0; i < _depth - top; i++) Write(i);
    }

    private void FlushAll() => FlushBelow(0);

    private void SetLocal(int local)
    {
        int word = LocalWord(local), top = _depth - 1;
        for (int i = 0; i < top; i++)
            if (_operands[i] == new Operand(OperandKind.FrameWord, word)) Write(i);
        Operand value = _operands[top];
        bool isFixnum = IsFixnum(top);
        switch (value.Kind)
        {
            case OperandKind.Word: _code.Add(Templates.StoreWord, word, value.Value); break;
            case OperandKind.Rax: _code.Add(Templates.Store[(int)Gpr.Rax], word); break;
            default:
                LoadTo(Gpr.R8, top);
                _code.Add(Templates.Store[(int)Gpr.R8], word);
                break;
        }
        SetLocalDouble(local, top);
        _fixnums = isFixnum ? _fixnums | BitOfLocal(local) : _fixnums & ~BitOfLocal(local);
        Drop(1);
    }

    // ---- operands of templates: rax, rcx, rdx ---------------------------------------------------------------------------

    private void TakeOne() => LoadTo(Gpr.Rax, _depth - 1);

    /// <summary>The two top operands, the deeper one to rax, the other to rcx.</summary>
    private void TakeTwo()
    {
        if (_inRax == _depth - 1)
        {
            _code.Add(Templates.MoveFromRax[(int)Gpr.Rcx]);
            LoadDeeper(_depth - 2);
            return;
        }
        LoadTo(Gpr.Rax, _depth - 2);
        LoadTo(Gpr.Rcx, _depth - 1);
    }

    private void TakeThree()
    {
        if (_inRax == _depth - 1)
        {
            _code.Add(Templates.MoveFromRax[(int)Gpr.Rdx]);
            LoadDeeper(_depth - 3);
            LoadTo(Gpr.Rcx, _depth - 2);
            return;
        }
        if (_inRax == _depth - 2) Write(_inRax); // not the deepest of them: out of the way
        LoadTo(Gpr.Rax, _depth - 3);
        LoadTo(Gpr.Rcx, _depth - 2);
        LoadTo(Gpr.Rdx, _depth - 1);
    }

    /// <summary>To rax, whose operand was copied elsewhere already.</summary>
    private void LoadDeeper(int position)
    {
        _inRax = -1;
        LoadTo(Gpr.Rax, position);
    }
}
