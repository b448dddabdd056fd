using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Iced.Intel;

namespace ClaudeLang.Jit.Image;

/// <summary>
/// What one instruction may be and touch. Memory is read through any register, from the context, the frame and the image's own
/// data; it is written to the frame, to the context's exchange fields, and to words of heap objects.
/// </summary>
internal sealed class InstructionRules(CodeImage image)
{
    private readonly InstructionInfoFactory _info = new();

#pragma warning disable IDE0055 // by kind
    private static readonly HashSet<Mnemonic> Allowed =
    [
        Mnemonic.Mov, Mnemonic.Movzx, Mnemonic.Movsx, Mnemonic.Movsxd, Mnemonic.Lea, Mnemonic.Xchg, Mnemonic.Nop, Mnemonic.Int3,
        Mnemonic.Add, Mnemonic.Sub, Mnemonic.Inc, Mnemonic.Dec, Mnemonic.Neg, Mnemonic.Not, Mnemonic.And, Mnemonic.Or, Mnemonic.Xor, Mnemonic.Cmp, Mnemonic.Test,
        Mnemonic.Imul, Mnemonic.Idiv, Mnemonic.Cqo, Mnemonic.Cdq, Mnemonic.Bt,
        Mnemonic.Shl, Mnemonic.Sal, Mnemonic.Shr, Mnemonic.Sar, Mnemonic.Rol, Mnemonic.Ror, Mnemonic.Rorx, Mnemonic.Shlx, Mnemonic.Shrx, Mnemonic.Sarx, Mnemonic.Andn,
        Mnemonic.Jmp, Mnemonic.Call, Mnemonic.Ret,
        Mnemonic.Jo, Mnemonic.Jno, Mnemonic.Jb, Mnemonic.Jae, Mnemonic.Je, Mnemonic.Jne, Mnemonic.Jbe, Mnemonic.Ja,
        Mnemonic.Js, Mnemonic.Jns, Mnemonic.Jp, Mnemonic.Jnp, Mnemonic.Jl, Mnemonic.Jge, Mnemonic.Jle, Mnemonic.Jg,
        Mnemonic.Seto, Mnemonic.Setno, Mnemonic.Setb, Mnemonic.Setae, Mnemonic.Sete, Mnemonic.Setne, Mnemonic.Setbe, Mnemonic.Seta,
        Mnemonic.Sets, Mnemonic.Setns, Mnemonic.Setp, Mnemonic.Setnp, Mnemonic.Setl, Mnemonic.Setge, Mnemonic.Setle, Mnemonic.Setg,
        Mnemonic.Cmovo, Mnemonic.Cmovno, Mnemonic.Cmovb, Mnemonic.Cmovae, Mnemonic.Cmove, Mnemonic.Cmovne, Mnemonic.Cmovbe, Mnemonic.Cmova,
        Mnemonic.Cmovs, Mnemonic.Cmovns, Mnemonic.Cmovp, Mnemonic.Cmovnp, Mnemonic.Cmovl, Mnemonic.Cmovge, Mnemonic.Cmovle, Mnemonic.Cmovg,
        Mnemonic.Movsd, Mnemonic.Movq, Mnemonic.Movd, Mnemonic.Movaps, Mnemonic.Movapd, Mnemonic.Addsd, Mnemonic.Subsd, Mnemonic.Mulsd, Mnemonic.Divsd, Mnemonic.Sqrtsd,
        Mnemonic.Ucomisd, Mnemonic.Comisd, Mnemonic.Cvtsi2sd, Mnemonic.Cvttsd2si, Mnemonic.Roundsd,
        Mnemonic.Xorps, Mnemonic.Xorpd, Mnemonic.Andps, Mnemonic.Andpd, Mnemonic.Pxor,
        Mnemonic.Vmovsd, Mnemonic.Vmovq, Mnemonic.Vmovaps, Mnemonic.Vmovapd, Mnemonic.Vaddsd, Mnemonic.Vsubsd, Mnemonic.Vmulsd, Mnemonic.Vdivsd, Mnemonic.Vsqrtsd,
        Mnemonic.Vucomisd, Mnemonic.Vcomisd, Mnemonic.Vcvtsi2sd, Mnemonic.Vcvttsd2si, Mnemonic.Vroundsd,
        Mnemonic.Vxorps, Mnemonic.Vxorpd, Mnemonic.Vandps, Mnemonic.Vandpd, Mnemonic.Vpxor,
    ];

    /// <summary>What each level adds to the ones before it.</summary>
    private static readonly Dictionary<CpuidFeature, int> FeatureRank = new()
    {
        [CpuidFeature.INTEL8086] = 0, [CpuidFeature.INTEL186] = 0, [CpuidFeature.INTEL286] = 0, [CpuidFeature.INTEL386] = 0, [CpuidFeature.INTEL486] = 0,
        [CpuidFeature.X64] = 0, [CpuidFeature.CMOV] = 0, [CpuidFeature.MULTIBYTENOP] = 0, [CpuidFeature.SSE] = 0, [CpuidFeature.SSE2] = 0,
        [CpuidFeature.SSE3] = 1, [CpuidFeature.SSSE3] = 1, [CpuidFeature.SSE4_1] = 1, [CpuidFeature.SSE4_2] = 1, [CpuidFeature.POPCNT] = 1,
        [CpuidFeature.AVX] = 2, [CpuidFeature.AVX2] = 2, [CpuidFeature.BMI1] = 2, [CpuidFeature.BMI2] = 2, [CpuidFeature.LZCNT] = 2, [CpuidFeature.MOVBE] = 2,
    };
#pragma warning restore IDE0055

    private static readonly int StackLimit = Offset(nameof(ExecContext.StackLimit)), ExitDetail = Offset(nameof(ExecContext.ExitDetail));
    private static readonly int SaveAndExit = Offset(nameof(ExecContext.SaveAndExitStub)), EnterInterpreter = Offset(nameof(ExecContext.EnterInterpreterStub)), Exit = Offset(nameof(ExecContext.ExitStub)), SaveWordsAndExit = Offset(nameof(ExecContext.SaveWordsAndExitStub));
    private static readonly int HandleCountdown = (int)Marshal.OffsetOf<FunctionHandle>(nameof(FunctionHandle.Countdown));
    private static readonly int HandleEntry = (int)Marshal.OffsetOf<FunctionHandle>(nameof(FunctionHandle.Entry));

    /// <summary>Fields of the context that machine code writes, with their size.</summary>
    private static readonly Dictionary<long, int> Writable = new()
    {
        [ExitDetail] = 4,
        [Offset(nameof(ExecContext.ArgCount))] = 4,
        [Offset(nameof(ExecContext.Callee))] = 8,
        [Offset(nameof(ExecContext.AllocPointer))] = 8,
    };

    private static int Offset(string field) => (int)Marshal.OffsetOf<ExecContext>(field);

    // ---- the shapes that have a meaning of their own ----------------------------------------------------------------

    public static bool IsExitCall(in Instruction i) => i.FlowControl == FlowControl.IndirectCall && IsThroughContext(i) && !IsPlain(i, Register.R13, EnterInterpreter) && !IsRoutineCall(i);
    /// <summary>Comes back with all but the scratch registers as they were, and nobody looks at the frame meanwhile.</summary>
    public static bool IsRoutineCall(in Instruction i) =>
        i.FlowControl == FlowControl.IndirectCall && i.MemoryBase == Register.R13 && i.MemoryIndex == Register.None && Routines.IsAt((long)i.MemoryDisplacement64);
    /// <summary>An exit that leaves nothing in registers.</summary>
    public static bool IsPlainExitCall(in Instruction i) => IsExitCall(i) && IsPlain(i, Register.R13, Exit);
    /// <summary>An exit that leaves nothing but doubles in registers, if any.</summary>
    public static bool IsWordsExitCall(in Instruction i) => IsExitCall(i) && IsPlain(i, Register.R13, SaveWordsAndExit);
    public static bool IsThroughContext(in Instruction i) => i.MemoryBase == Register.R13;
    public static bool IsLimitCompare(in Instruction i) =>
        i.Code == Code.Cmp_r64_rm64 && i.Op0Register == Register.RSP && i.Op1Kind == OpKind.Memory && IsPlain(i, Register.R13, StackLimit);
    private static bool IsFrameChange(in Instruction i) =>
        i.Code is Code.Sub_rm64_imm8 or Code.Sub_rm64_imm32 or Code.Add_rm64_imm8 or Code.Add_rm64_imm32 && i.Op0Kind == OpKind.Register && i.Op0Register == Register.RSP;

    public static bool IsFunctionStore(in Instruction i) =>
        i.Code == Code.Mov_rm64_r64 && i.Op0Kind == OpKind.Memory && i.Op1Register == Register.RDI && IsPlain(i, Register.RSP, 0);

    public bool Writes(in Instruction i, Register register)
    {
        foreach (UsedRegister used in _info.GetInfo(i).GetUsedRegisters())
            if (used.Register.GetFullRegister() == register && used.Access is OpAccess.Write or OpAccess.CondWrite or OpAccess.ReadWrite or OpAccess.ReadCondWrite) return true;
        return false;
    }

    public static bool IsExitDetail(in Instruction i, out uint detail)
    {
        bool matches = i.Code == Code.Mov_rm32_imm32 && i.Op0Kind == OpKind.Memory && IsPlain(i, Register.R13, ExitDetail);
        detail = matches ? i.Immediate32 : 0;
        return matches;
    }

    public static int FrameWordsAdded(in Instruction i) =>
        !IsFrameChange(i) ? 0 : (int)((i.Mnemonic == Mnemonic.Sub ? (long)i.GetImmediate(1) : -(long)i.GetImmediate(1)) / 8);

    private static bool IsPlain(in Instruction i, Register @base, int displacement) =>
        i.MemoryBase == @base && i.MemoryIndex == Register.None && (long)i.MemoryDisplacement64 == displacement;

    // ---- the rules --------------------------------------------------------------------------------------------------

    public void Check(in Instruction i)
    {
        if (!Allowed.Contains(i.Mnemonic) || i.IsStringInstruction) throw Refused(ImageFaultReason.Instruction, i, "");
        if (i.HasLockPrefix || i.HasRepPrefix || i.HasRepnePrefix || i.HasXacquirePrefix || i.HasXreleasePrefix || i.SegmentPrefix != Register.None)
            throw Refused(ImageFaultReason.Prefix, i, "");
        foreach (CpuidFeature feature in i.CpuidFeatures)
            if (!FeatureRank.TryGetValue(feature, out int rank) || rank > CpuLevels.Rank(image.CpuLevel))
                throw Refused(ImageFaultReason.CpuFeature, i, $"needs {feature}");
        if (i.FlowControl is FlowControl.IndirectBranch or FlowControl.IndirectCall) CheckIndirect(i);
        if (i.FlowControl == FlowControl.Return && i.Code != Code.Retnq) throw Refused(ImageFaultReason.Instruction, i, "");
        InstructionInfo info = _info.GetInfo(i);
        CheckRegisters(i, info);
        for (int op = 0; op < i.OpCount; op++)
            if (i.GetOpKind(op) == OpKind.Memory) CheckMemory(i, info.GetOpAccess(op));
    }

    private static void CheckIndirect(in Instruction i)
    {
        bool known = i.Op0Kind == OpKind.Memory && i.MemorySize == MemorySize.QwordOffset && i.MemoryIndex == Register.None
            && (IsPlain(i, Register.R13, EnterInterpreter) || IsHandle(i) || IsRoutineCall(i)
                || (i.FlowControl == FlowControl.IndirectCall && (IsPlain(i, Register.R13, SaveAndExit) || IsPlain(i, Register.R13, SaveWordsAndExit) || IsPlain(i, Register.R13, Exit))));
        if (!known) throw Refused(ImageFaultReason.IndirectTarget, i, "");
    }

    private static bool IsHandle(in Instruction i) => IsPlain(i, i.MemoryBase, HandleEntry) && IsGeneral(i.MemoryBase);

    private static bool IsGeneral(Register register) => register.IsGPR64() && register is not (Register.RSP or Register.R13);

    private static void CheckRegisters(in Instruction i, in InstructionInfo info)
    {
        if (IsLimitCompare(i)) return;
        if (IsFrameChange(i))
        {
            long bytes = (long)i.GetImmediate(1);
            if (bytes <= 0 || bytes % 8 != 0 || bytes / 8 > ImageLimits.FrameWordsMax) throw Refused(ImageFaultReason.StackPointer, i, "");
            return;
        }
        for (int op = 0; op < i.OpCount; op++)
        {
            if (i.GetOpKind(op) != OpKind.Register) continue;
            Register register = i.GetOpRegister(op);
            switch (register.GetFullRegister())
            {
                case Register.RSP: throw Refused(ImageFaultReason.StackPointer, i, "");
                case Register.R13: throw Refused(ImageFaultReason.Register, i, "r13 is the context's");
            }
            if (!register.IsGPR() && !(register >= Register.XMM0 && register <= Register.XMM15)) throw Refused(ImageFaultReason.Register, i, $"{register}");
        }
        bool usesStack = i.FlowControl is FlowControl.Call or FlowControl.IndirectCall or FlowControl.Return;
        foreach (UsedRegister used in info.GetUsedRegisters())
        {
            if (used.Access is OpAccess.Read or OpAccess.CondRead or OpAccess.NoMemAccess or OpAccess.None) continue;
            Register full = used.Register.GetFullRegister();
            if (full == Register.R13) throw Refused(ImageFaultReason.Register, i, "r13 is the context's");
            if (full == Register.RSP && !usesStack) throw Refused(ImageFaultReason.StackPointer, i, "");
        }
    }

    private void CheckMemory(in Instruction i, OpAccess access)
    {
        Register @base = i.MemoryBase;
        if (i.Mnemonic == Mnemonic.Lea)
        {
            // An address of the stack or the context must not get into a register.
            if (@base is not Register.None && !IsGeneral(@base) || i.MemoryIndex is Register.RSP or Register.R13) throw Refused(ImageFaultReason.Register, i, "");
            return;
        }
        if (i.Mnemonic == Mnemonic.Nop) return;
        bool writes = access is OpAccess.Write or OpAccess.CondWrite or OpAccess.ReadWrite or OpAccess.ReadCondWrite;
        int size = i.MemorySize.GetSize();
        long displacement = (long)i.MemoryDisplacement64;
        if (i.IsIPRelativeMemoryOperand) CheckData(i, writes, size);
        else if (i.MemoryIndex == Register.R13 || @base == Register.None || @base.GetFullRegister() != @base || size > 8)
            throw Refused(writes ? ImageFaultReason.Store : ImageFaultReason.Load, i, "");
        else if (@base == Register.R13) CheckContext(i, writes, size, displacement);
        else if (@base == Register.RSP) CheckStack(i, writes);
        else if (writes && !IsHeapWord(i, size, displacement) && !IsHeapByte(i, displacement) && !IsNewHeader(i, displacement) && !IsCount(i)) throw Refused(ImageFaultReason.Store, i, "");
    }

    /// <summary>The image's own constants. Sixteen bytes at once must be aligned.</summary>
    private void CheckData(in Instruction i, bool writes, int size)
    {
        long at = (long)i.IPRelativeMemoryAddress;
        if (writes) throw Refused(ImageFaultReason.Store, i, "constants");
        if (at < image.DataOffset || at + size > image.Code.Length || size > 16 || (size == 16 && at % 16 != 0)) throw Refused(ImageFaultReason.Load, i, $"constant at {at:x}");
    }

    private static void CheckContext(in Instruction i, bool writes, int size, long displacement)
    {
        bool inside = i.MemoryIndex == Register.None && displacement >= 0 && displacement + size <= ExecContext.ArgsOffset + (8 * ExecContext.ArgsMax);
        if (!writes && !inside) throw Refused(ImageFaultReason.Load, i, "outside the context");
        if (!writes) return;
        bool isArgument = displacement >= ExecContext.ArgsOffset && displacement % 8 == 0 && size == 8;
        bool isField = Writable.TryGetValue(displacement, out int width) && width == size;
        if (!inside || !(isArgument || isField)) throw Refused(ImageFaultReason.Store, i, "that field is not machine code's");
    }

    private static void CheckStack(in Instruction i, bool writes)
    {
        // Where in the frame is CheckInFrame's part, when the frame's size there is known.
        if (i.MemoryIndex != Register.None) throw Refused(writes ? ImageFaultReason.Store : ImageFaultReason.Load, i, "an indexed stack slot");
    }

    /// <summary>A field or an element of an object whose tagged address is in the base register; an element's index is a fixnum, so times 4.</summary>
    private static bool IsHeapWord(in Instruction i, int size, long displacement) =>
        size == 8 && displacement >= ObjectLayout.HeaderBytes - (long)Value.HeapTag && (displacement + (long)Value.HeapTag) % 8 == 0
        && (i.MemoryIndex == Register.None || i.MemoryIndexScale is 4 or 8) && i.Mnemonic is Mnemonic.Mov or Mnemonic.Movsd or Mnemonic.Vmovsd;

    /// <summary>An element of a byte vector.</summary>
    private static bool IsHeapByte(in Instruction i, long displacement) =>
        i.Code == Code.Mov_rm8_r8 && displacement == ObjectLayout.VectorElements - (long)Value.HeapTag && i.MemoryIndex == Register.None;

    /// <summary>The header of a new object: a constant with a known type and without flags.</summary>
    private static bool IsNewHeader(in Instruction i, long displacement) =>
        i.Code == Code.Mov_rm64_imm32 && displacement == -(long)Value.HeapTag && i.MemoryIndex == Register.None
        && (byte)i.Immediate32 != 0 && Enum.IsDefined((ObjectType)(byte)i.Immediate32) && (byte)(i.Immediate32 >> ObjectLayout.FlagsShift) == 0 && (int)i.Immediate32 > 0;

    /// <summary>One less on a handle's countdown.</summary>
    private static bool IsCount(in Instruction i) =>
        i.Code == Code.Sub_rm32_imm8 && i.Immediate8to32 == 1 && IsPlain(i, i.MemoryBase, HandleCountdown) && IsGeneral(i.MemoryBase);

    /// <summary>A stack operand must be inside the frame as it stands; never the return address, never below.</summary>
    public static void CheckInFrame(in Instruction i, int frameWords)
    {
        if (i.MemoryBase != Register.RSP || i.IsIPRelativeMemoryOperand || i.Mnemonic is Mnemonic.Nop) return;
        long displacement = (long)i.MemoryDisplacement64;
        bool writesFunction = displacement < 8 && i.Op0Kind == OpKind.Memory && i.Mnemonic is not (Mnemonic.Cmp or Mnemonic.Test or Mnemonic.Bt) && !IsFunctionStore(i);
        if (writesFunction) throw Refused(ImageFaultReason.FunctionWord, i, "");
        if (displacement < 0 || displacement + i.MemorySize.GetSize() > 8L * frameWords) throw Refused(ImageFaultReason.Store, i, $"outside the {frameWords} words of the frame");
    }

    private static ImageRefusedException Refused(ImageFaultReason reason, in Instruction i, string detail) =>
        ImageVerifier.Refused(reason, i.IP, detail.Length == 0 ? i.ToString() : $"{i}: {detail}");
}
