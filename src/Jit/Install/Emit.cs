using ClaudeLang.Jit.X64;
using Iced.Intel;

namespace ClaudeLang.Jit.Install;

/// <summary>A few instructions to bytes; for the stubs, which jump back alone.</summary>
internal sealed class Emit : CodeWriter
{
    private readonly List<byte> _bytes = [];
    private readonly Encoder _encoder;

    public Emit() => _encoder = Encoder.Create(64, this);

    public int Position => _bytes.Count;
    public byte[] ToArray() => [.. _bytes];
    public override void WriteByte(byte value) => _bytes.Add(value);

    public Emit Add(in Instruction instruction)
    {
        _encoder.Encode(instruction, (ulong)_bytes.Count);
        return this;
    }

    public Emit Load(Register target, Register @base, int displacement) =>
        Add(Instruction.Create(target.IsGPR32() ? Code.Mov_r32_rm32 : Code.Mov_r64_rm64, target, At(@base, displacement)));

    public Emit Store(Register @base, int displacement, Register source) =>
        Add(Instruction.Create(source.IsGPR32() ? Code.Mov_rm32_r32 : Code.Mov_rm64_r64, At(@base, displacement), source));

    public Emit StoreInt(Register @base, int displacement, int value) => Add(Instruction.Create(Code.Mov_rm32_imm32, At(@base, displacement), value));
    public Emit LoadDouble(Register xmm, Register @base, int displacement) => Add(Instruction.Create(Code.Movsd_xmm_xmmm64, xmm, At(@base, displacement)));
    public Emit StoreDouble(Register @base, int displacement, Register xmm) => Add(Instruction.Create(Code.Movsd_xmmm64_xmm, At(@base, displacement), xmm));
    public Emit Move(Register target, Register source) => Add(Instruction.Create(Code.Mov_r64_rm64, target, source));
    public Emit MoveInt(Register target, int value) => Add(Instruction.Create(Code.Mov_r32_imm32, target, value));
    public Emit Push(Register register) => Add(Instruction.Create(Code.Push_r64, register));
    public Emit Pop(Register register) => Add(Instruction.Create(Code.Pop_r64, register));
    public Emit Lea(Register target, Register @base, int displacement) => Add(Instruction.Create(Code.Lea_r64_m, target, At(@base, displacement)));
    public Emit JumpThrough(Register @base, int displacement) => Add(Instruction.Create(Code.Jmp_rm64, At(@base, displacement)));
    public Emit CallThrough(Register @base, int displacement) => Add(Instruction.Create(Code.Call_rm64, At(@base, displacement)));
    /// <summary>To a position before this one, if the register equals the number.</summary>
    public Emit JumpBackIf(Register register, int number, int position) =>
        Add(Instruction.Create(Code.Cmp_rm32_imm8, register, number)).Add(Instruction.CreateBranch(Code.Je_rel32_64, (ulong)position));
    public Emit JumpBack(int position) => Add(Instruction.CreateBranch(Code.Jmp_rel32_64, (ulong)position));
    public Emit Return() => Add(Instruction.Create(Code.Retnq));

    /// <summary>A routine that is written with labels.</summary>
    /// <param name="write">Is given a label, which stands behind the routine.</param>
    public Emit Append(Action<Emitter, int> write)
    {
        var emitter = new Emitter();
        int behind = emitter.NewLabel();
        write(emitter, behind);
        emitter.Bind(behind);
        emitter.Finish(1);
        _bytes.AddRange(emitter.ToArray());
        return this;
    }

    public Emit Align(int alignment)
    {
        while (_bytes.Count % alignment != 0) _bytes.Add(0xCC);
        return this;
    }

    private static MemoryOperand At(Register @base, int displacement) => new(@base, displacement);
}
