using Iced.Intel;

namespace ClaudeLang.Jit.X64;

/// <summary>
/// Machine code into a byte list, one method an instruction form. Labels are numbers; forward branches get four-byte
/// displacements, backward ones the short form if it reaches. The only place that names Iced.
/// </summary>
internal sealed class Emitter : CodeWriter
{
    private readonly List<byte> _bytes = [];
    private readonly List<int> _labels = [];
    private readonly List<(int At, int Label)> _fixups = [];
    private readonly Dictionary<(long, long), int> _pool = [];
    private readonly List<(int Label, long Low, long High)> _data = [];
    private readonly Encoder _encoder;

    public Emitter() => _encoder = Encoder.Create(64, this);

    public override void WriteByte(byte value) => _bytes.Add(value);
    public int Offset => _bytes.Count;

    // ---- labels and data --------------------------------------------------------------------------------------------

    public int NewLabel()
    {
        _labels.Add(-1);
        return _labels.Count - 1;
    }

    public void Bind(int label) => _labels[label] = Offset;
    public int OffsetOf(int label) => _labels[label];

    /// <summary>Label of 16 bytes of read-only data behind the code.</summary>
    public int Data(long low, long high = 0)
    {
        if (_pool.TryGetValue((low, high), out int known)) return known;
        int label = NewLabel();
        _data.Add((label, low, high));
        return _pool[(low, high)] = label;
    }

    /// <summary>Lays out the data and resolves all labels. Returns the length of the code alone.</summary>
    public int Finish(int alignment)
    {
        int codeLength = Offset;
        while (_data.Count > 0 && Offset % alignment != 0) _bytes.Add(0xCC);
        foreach ((int label, long low, long high) in _data)
        {
            Bind(label);
            _bytes.AddRange(BitConverter.GetBytes(low));
            _bytes.AddRange(BitConverter.GetBytes(high));
        }
        foreach ((int at, int label) in _fixups)
        {
            byte[] displacement = BitConverter.GetBytes(_labels[label] - (at + 4));
            for (int i = 0; i < 4; i++) _bytes[at + i] = displacement[i];
        }
        return codeLength;
    }

    /// <summary>Resolves the branches to labels that are bound, and tells the others: where their distances stand, and their labels.</summary>
    public (int At, int Label)[] ResolveInside()
    {
        (int At, int Label)[] outside = [.. _fixups.Where(fixup => _labels[fixup.Label] < 0)];
        _fixups.RemoveAll(fixup => _labels[fixup.Label] < 0);
        Finish(1);
        return outside;
    }

    public byte[] ToArray() => [.. _bytes];

    // ---- encoding ---------------------------------------------------------------------------------------------------

    private void Emit(in Instruction instruction) => _encoder.Encode(instruction, (ulong)Offset);

    private void EmitBranch(Code near, int label)
    {
        Emit(Instruction.CreateBranch(near, (ulong)Offset));
        _fixups.Add((Offset - 4, label));
    }

    /// <summary>An instruction whose memory operand is a label's data. It must have no immediate.</summary>
    private void EmitRipRelative(Instruction instruction, int label)
    {
        Emit(instruction);
        _fixups.Add((Offset - 4, label));
    }

    private static readonly MemoryOperand Here = new(Register.RIP, 0L, 8);

    private static Register R(Gpr r) => Register.RAX + (int)r;
    private static Register R32(Gpr r) => Register.EAX + (int)r;
    private static Register R8(Gpr r) => r < Gpr.Rsp ? Register.AL + (int)r : Register.SPL + ((int)r - (int)Gpr.Rsp);
    private static Register R(Xmm x) => Register.XMM0 + (int)x;
    private static MemoryOperand M(Mem m) => m.Index == Gpr.Rsp
        ? new MemoryOperand(R(m.Base), m.Displacement, m.Displacement == 0 ? 0 : m.Displacement is >= -128 and <= 127 ? 1 : 8)
        : new MemoryOperand(R(m.Base), R(m.Index), 1 << m.Shift, m.Displacement, m.Displacement is >= -128 and <= 127 ? 1 : 8);

    // ---- moves ------------------------------------------------------------------------------------------------------

    public void Move(Gpr to, Gpr from) { if (to != from) Emit(Instruction.Create(Code.Mov_r64_rm64, R(to), R(from))); }
    public void Load(Gpr to, Mem from) => Emit(Instruction.Create(Code.Mov_r64_rm64, R(to), M(from)));
    /// <summary>Zero-extended.</summary>
    public void Load32(Gpr to, Mem from) => Emit(Instruction.Create(Code.Mov_r32_rm32, R32(to), M(from)));
    public void Store(Mem to, Gpr from) => Emit(Instruction.Create(Code.Mov_rm64_r64, M(to), R(from)));
    /// <summary>Stores the sign-extended word.</summary>
    public void Store(Mem to, int word) => Emit(Instruction.Create(Code.Mov_rm64_imm32, M(to), word));
    public void Store32(Mem to, int word) => Emit(Instruction.Create(Code.Mov_rm32_imm32, M(to), word));

    /// <summary>Leaves the flags alone.</summary>
    public void Set(Gpr to, long word)
    {
        if (word is >= 0 and <= uint.MaxValue) Emit(Instruction.Create(Code.Mov_r32_imm32, R32(to), (uint)word));
        else if (word is >= int.MinValue and <= int.MaxValue) Emit(Instruction.Create(Code.Mov_rm64_imm32, R(to), (int)word));
        else Emit(Instruction.Create(Code.Mov_r64_imm64, R(to), word));
    }

    /// <summary>The sign-extended word, in an encoding whose length does not depend on it.</summary>
    public void SetLong(Gpr to, int word) => Emit(Instruction.Create(Code.Mov_rm64_imm32, R(to), word));

    /// <summary>Zero-extended.</summary>
    public void LoadByte(Gpr to, Mem from) => Emit(Instruction.Create(Code.Movzx_r32_rm8, R32(to), M(from)));
    public void StoreByte(Mem to, Gpr from) => Emit(Instruction.Create(Code.Mov_rm8_r8, M(to), R8(from)));

    public void LoadAddress(Gpr to, Mem from) => Emit(Instruction.Create(Code.Lea_r64_m, R(to), M(from)));

    // ---- integers ---------------------------------------------------------------------------------------------------

    private static Code RegisterForm(Alu op) => op switch
    {
        Alu.Add => Code.Add_r64_rm64,
        Alu.Or => Code.Or_r64_rm64,
        Alu.And => Code.And_r64_rm64,
        Alu.Sub => Code.Sub_r64_rm64,
        Alu.Xor => Code.Xor_r64_rm64,
        _ => Code.Cmp_r64_rm64,
    };

    private static Code ImmediateForm(Alu op, bool isShort) => op switch
    {
        Alu.Add => isShort ? Code.Add_rm64_imm8 : Code.Add_rm64_imm32,
        Alu.Or => isShort ? Code.Or_rm64_imm8 : Code.Or_rm64_imm32,
        Alu.And => isShort ? Code.And_rm64_imm8 : Code.And_rm64_imm32,
        Alu.Sub => isShort ? Code.Sub_rm64_imm8 : Code.Sub_rm64_imm32,
        Alu.Xor => isShort ? Code.Xor_rm64_imm8 : Code.Xor_rm64_imm32,
        _ => isShort ? Code.Cmp_rm64_imm8 : Code.Cmp_rm64_imm32,
    };

    public void Do(Alu op, Gpr a, Gpr b) => Emit(Instruction.Create(RegisterForm(op), R(a), R(b)));
    public void Do(Alu op, Gpr a, Mem b) => Emit(Instruction.Create(RegisterForm(op), R(a), M(b)));
    public void Do(Alu op, Gpr a, int b) => Emit(Instruction.Create(ImmediateForm(op, b is >= -128 and <= 127), R(a), b));
    public void Do(Alu op, Mem a, int b) => Emit(Instruction.Create(ImmediateForm(op, b is >= -128 and <= 127), M(a), b));
    public void Compare(Mem a, Gpr b) => Emit(Instruction.Create(Code.Cmp_rm64_r64, M(a), R(b)));
    public void Compare32(Gpr a, int b) => Emit(Instruction.Create(b is >= -128 and <= 127 ? Code.Cmp_rm32_imm8 : Code.Cmp_rm32_imm32, R32(a), b));
    /// <summary>In an encoding whose length does not depend on the number.</summary>
    public void Compare32Long(Gpr a, int b) => Emit(Instruction.Create(Code.Cmp_rm32_imm32, R32(a), b));
    public void Subtract32(Mem a, int b) => Emit(Instruction.Create(Code.Sub_rm32_imm8, M(a), b));
    public void CompareByte(Mem a, byte b) => Emit(Instruction.Create(Code.Cmp_rm8_imm8, M(a), (int)b));
    public void TestByte(Gpr a, byte mask) => Emit(a == Gpr.Rax ? Instruction.Create(Code.Test_AL_imm8, Register.AL, (int)mask) : Instruction.Create(Code.Test_rm8_imm8, R8(a), (int)mask));
    public void TestByte(Mem a, byte mask) => Emit(Instruction.Create(Code.Test_rm8_imm8, M(a), (int)mask));
    public void Test(Gpr a, Gpr b) => Emit(Instruction.Create(Code.Test_rm64_r64, R(a), R(b)));
    public void Multiply(Gpr a, Gpr b) => Emit(Instruction.Create(Code.Imul_r64_rm64, R(a), R(b)));
    public void Multiply(Gpr a, Mem b) => Emit(Instruction.Create(Code.Imul_r64_rm64, R(a), M(b)));
    public void Multiply(Gpr to, Gpr a, int b) => Emit(Instruction.Create(b is >= -128 and <= 127 ? Code.Imul_r64_rm64_imm8 : Code.Imul_r64_rm64_imm32, R(to), R(a), b));
    public void Multiply(Gpr to, Mem a, int b) => Emit(Instruction.Create(b is >= -128 and <= 127 ? Code.Imul_r64_rm64_imm8 : Code.Imul_r64_rm64_imm32, R(to), M(a), b));
    public void Negate(Gpr a) => Emit(Instruction.Create(Code.Neg_rm64, R(a)));
    /// <summary>rdx:rax / a: quotient in rax, remainder in rdx, from rax with its sign.</summary>
    public void Divide(Gpr a)
    {
        Emit(Instruction.Create(Code.Cqo));
        Emit(Instruction.Create(Code.Idiv_rm64, R(a)));
    }

    public void Do(Shift op, Gpr a, int count) => Emit(Instruction.Create(op switch
    {
        Shift.Rol => Code.Rol_rm64_imm8,
        Shift.Ror => Code.Ror_rm64_imm8,
        Shift.Shl => Code.Shl_rm64_imm8,
        Shift.Shr => Code.Shr_rm64_imm8,
        _ => Code.Sar_rm64_imm8,
    }, R(a), count));

    /// <summary>By cl.</summary>
    public void DoByCl(Shift op, Gpr a) => Emit(Instruction.Create(op switch
    {
        Shift.Shl => Code.Shl_rm64_CL,
        Shift.Shr => Code.Shr_rm64_CL,
        _ => Code.Sar_rm64_CL,
    }, R(a), Register.CL));

    private static readonly Code[] SetCodes =
    [
        Code.Seto_rm8, Code.Setno_rm8, Code.Setb_rm8, Code.Setae_rm8, Code.Sete_rm8, Code.Setne_rm8, Code.Setbe_rm8, Code.Seta_rm8,
        Code.Sets_rm8, Code.Setns_rm8, Code.Setp_rm8, Code.Setnp_rm8, Code.Setl_rm8, Code.Setge_rm8, Code.Setle_rm8, Code.Setg_rm8,
    ];

    private static readonly Code[] BranchCodes =
    [
        Code.Jo_rel32_64, Code.Jno_rel32_64, Code.Jb_rel32_64, Code.Jae_rel32_64, Code.Je_rel32_64, Code.Jne_rel32_64, Code.Jbe_rel32_64, Code.Ja_rel32_64,
        Code.Js_rel32_64, Code.Jns_rel32_64, Code.Jp_rel32_64, Code.Jnp_rel32_64, Code.Jl_rel32_64, Code.Jge_rel32_64, Code.Jle_rel32_64, Code.Jg_rel32_64,
    ];

    private static readonly Code[] ShortBranchCodes =
    [
        Code.Jo_rel8_64, Code.Jno_rel8_64, Code.Jb_rel8_64, Code.Jae_rel8_64, Code.Je_rel8_64, Code.Jne_rel8_64, Code.Jbe_rel8_64, Code.Ja_rel8_64,
        Code.Js_rel8_64, Code.Jns_rel8_64, Code.Jp_rel8_64, Code.Jnp_rel8_64, Code.Jl_rel8_64, Code.Jge_rel8_64, Code.Jle_rel8_64, Code.Jg_rel8_64,
    ];

    private static readonly Code[] MoveCodes =
    [
        Code.Cmovo_r64_rm64, Code.Cmovno_r64_rm64, Code.Cmovb_r64_rm64, Code.Cmovae_r64_rm64, Code.Cmove_r64_rm64, Code.Cmovne_r64_rm64, Code.Cmovbe_r64_rm64, Code.Cmova_r64_rm64,
        Code.Cmovs_r64_rm64, Code.Cmovns_r64_rm64, Code.Cmovp_r64_rm64, Code.Cmovnp_r64_rm64, Code.Cmovl_r64_rm64, Code.Cmovge_r64_rm64, Code.Cmovle_r64_rm64, Code.Cmovg_r64_rm64,
    ];

    public void MoveIf(Cc cc, Gpr to, Gpr from) => Emit(Instruction.Create(MoveCodes[(int)cc], R(to), R(from)));
    public void MoveIf(Cc cc, Gpr to, Mem from) => Emit(Instruction.Create(MoveCodes[(int)cc], R(to), M(from)));

    /// <summary>The low byte becomes 0 or 1.</summary>
    public void SetByte(Cc cc, Gpr a) => Emit(Instruction.Create(SetCodes[(int)cc], R8(a)));
    public void ZeroExtendByte(Gpr to, Gpr from) => Emit(Instruction.Create(Code.Movzx_r32_rm8, R32(to), R8(from)));

    // ---- control ----------------------------------------------------------------------------------------------------

    public void Jump(int label)
    {
        if (Reaches(label)) Emit(Instruction.CreateBranch(Code.Jmp_rel8_64, (ulong)_labels[label]));
        else EmitBranch(Code.Jmp_rel32_64, label);
    }

    public void Jump(Cc cc, int label)
    {
        if (Reaches(label)) Emit(Instruction.CreateBranch(ShortBranchCodes[(int)cc], (ulong)_labels[label]));
        else EmitBranch(BranchCodes[(int)cc], label);
    }

    private bool Reaches(int label) => _labels[label] >= 0 && Offset + 2 - _labels[label] <= 128;

    public void Call(int label) => EmitBranch(Code.Call_rel32_64, label);
    public void Call(Mem target) => Emit(Instruction.Create(Code.Call_rm64, M(target)));
    public void Jump(Mem target) => Emit(Instruction.Create(Code.Jmp_rm64, M(target)));
    public void Jump(Gpr target) => Emit(Instruction.Create(Code.Jmp_rm64, R(target)));
    public void Return() => Emit(Instruction.Create(Code.Retnq));

    // ---- floats -----------------------------------------------------------------------------------------------------

    public void Move(Xmm to, Xmm from) { if (to != from) Emit(Instruction.Create(Code.Movaps_xmm_xmmm128, R(to), R(from))); }
    public void Load(Xmm to, Mem from) => Emit(Instruction.Create(Code.Movsd_xmm_xmmm64, R(to), M(from)));
    public void LoadData(Xmm to, int label) => EmitRipRelative(Instruction.Create(Code.Movsd_xmm_xmmm64, R(to), Here), label);
    public void Store(Mem to, Xmm from) => Emit(Instruction.Create(Code.Movsd_xmmm64_xmm, M(to), R(from)));
    /// <summary>Two words, at any address.</summary>
    public void LoadPair(Xmm to, Mem from) => Emit(Instruction.Create(Code.Movups_xmm_xmmm128, R(to), M(from)));
    public void StorePair(Mem to, Xmm from) => Emit(Instruction.Create(Code.Movups_xmmm128_xmm, M(to), R(from)));
    public void MoveBits(Xmm to, Gpr from) => Emit(Instruction.Create(Code.Movq_xmm_rm64, R(to), R(from)));
    public void MoveBits(Gpr to, Xmm from) => Emit(Instruction.Create(Code.Movq_rm64_xmm, R(to), R(from)));
    public void Zero(Xmm a) => Emit(Instruction.Create(Code.Xorps_xmm_xmmm128, R(a), R(a)));
    public void XorData(Xmm a, int label) => EmitRipRelative(Instruction.Create(Code.Xorps_xmm_xmmm128, R(a), Here), label);
    public void FromInt(Xmm to, Gpr from) => Emit(Instruction.Create(Code.Cvtsi2sd_xmm_rm64, R(to), R(from)));
    public void ToInt(Gpr to, Xmm from) => Emit(Instruction.Create(Code.Cvttsd2si_r64_xmmm64, R(to), R(from)));

    private static Code SseCode(Sse op) => op switch
    {
        Sse.Add => Code.Addsd_xmm_xmmm64,
        Sse.Sub => Code.Subsd_xmm_xmmm64,
        Sse.Mul => Code.Mulsd_xmm_xmmm64,
        Sse.Div => Code.Divsd_xmm_xmmm64,
        Sse.Sqrt => Code.Sqrtsd_xmm_xmmm64,
        _ => Code.Ucomisd_xmm_xmmm64,
    };

    public void Do(Sse op, Xmm a, Xmm b) => Emit(Instruction.Create(SseCode(op), R(a), R(b)));
    public void Do(Sse op, Xmm a, Mem b) => Emit(Instruction.Create(SseCode(op), R(a), M(b)));
    public void DoData(Sse op, Xmm a, int label) => EmitRipRelative(Instruction.Create(SseCode(op), R(a), Here), label);
}
