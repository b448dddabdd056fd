using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Tiering;
using Iced.Intel;
using Xunit;
using static Iced.Intel.AssemblerRegisters;

namespace ClaudeLang.Jit.Tests.Image;

public sealed class ImageVerifierTests
{
    private static ImageFault? Verify(CodeImage image) => ImageVerifier.Verify(image, Sketch.Chunk, CpuLevels.V3);

    [Fact]
    public void A_sound_image_passes() => Assert.Null(Verify(Sketch.Whole().Build()));

    /// <summary>One instruction in the middle of a sound function, and the rule that it breaks.</summary>
    public static readonly Dictionary<string, (ImageFaultReason Reason, Action<Assembler> Break)> BadInstructions = new()
    {
        ["syscall"] = (ImageFaultReason.Instruction, a => a.syscall()),
        ["privileged"] = (ImageFaultReason.Instruction, a => a.hlt()),
        ["port"] = (ImageFaultReason.Instruction, a => a.@in(al, 4)),
        ["string move"] = (ImageFaultReason.Instruction, a => a.movsd()),
        ["rdtsc"] = (ImageFaultReason.Instruction, a => a.rdtsc()),
        ["cpuid"] = (ImageFaultReason.Instruction, a => a.cpuid()),
        ["fused multiply-add"] = (ImageFaultReason.Instruction, a => a.vfmadd231sd(xmm0, xmm1, xmm2)),
        ["push"] = (ImageFaultReason.Instruction, a => a.push(rax)),
        ["mxcsr"] = (ImageFaultReason.Instruction, a => a.ldmxcsr(__dword_ptr[rsp])),
        ["breakpoint"] = (ImageFaultReason.Instruction, a => a.int3()),
        ["far return"] = (ImageFaultReason.Instruction, a => a.retf()),
        ["return that pops"] = (ImageFaultReason.Instruction, a => a.ret(8)),
        ["lock"] = (ImageFaultReason.Prefix, a => a.@lock.add(__qword_ptr[rsp + 8], rax)),
        ["fs"] = (ImageFaultReason.Prefix, a => a.mov(rax, __.fs[rcx])),
        ["sse4.1"] = (ImageFaultReason.CpuFeature, a => a.roundsd(xmm0, xmm1, 0)),
        ["bmi2"] = (ImageFaultReason.CpuFeature, a => a.rorx(rax, rcx, 3)),
        ["avx"] = (ImageFaultReason.CpuFeature, a => a.vaddsd(xmm0, xmm1, xmm2)),
        ["write r13"] = (ImageFaultReason.Register, a => a.mov(r13, rax)),
        ["write r13d"] = (ImageFaultReason.Register, a => a.xor(r13d, r13d)),
        ["write r13b"] = (ImageFaultReason.Register, a => a.setne(r13b)),
        ["read r13"] = (ImageFaultReason.Register, a => a.mov(rax, r13)),
        ["xchg r13"] = (ImageFaultReason.Register, a => a.xchg(rax, r13)),
        ["address of the context"] = (ImageFaultReason.Register, a => a.lea(rax, __[r13 + 8])),
        ["address of the stack"] = (ImageFaultReason.Register, a => a.lea(rax, __[rsp + 8])),
        ["mmx"] = (ImageFaultReason.CpuFeature, a => a.movq(mm0, rax)),
        ["segment register"] = (ImageFaultReason.Register, a => a.mov(ds, eax)),
        ["call rax"] = (ImageFaultReason.IndirectTarget, a => a.call(rax)),
        ["jump rax"] = (ImageFaultReason.IndirectTarget, a => a.jmp(rax)),
        ["jump table"] = (ImageFaultReason.IndirectTarget, a => a.jmp(__qword_ptr[rax + (rcx * 8)])),
        ["call beside the entry"] = (ImageFaultReason.IndirectTarget, a => a.call(__qword_ptr[rcx + 8])),
        ["call the thread's stack"] = (ImageFaultReason.IndirectTarget, a => a.call(__qword_ptr[r13 + 32])),
        ["call between two routines"] = (ImageFaultReason.IndirectTarget, a => a.call(__qword_ptr[r13 + Sketch.FirstRoutine + 4])),
        ["jump to a routine"] = (ImageFaultReason.IndirectTarget, a => a.jmp(__qword_ptr[r13 + Sketch.FirstRoutine])),
        ["call a slot"] = (ImageFaultReason.IndirectTarget, a => a.call(__qword_ptr[rsp])),
        ["jump to save and exit"] = (ImageFaultReason.IndirectTarget, a => a.jmp(__qword_ptr[r13 + Sketch.SaveAndExit])),
        ["set rsp"] = (ImageFaultReason.StackPointer, a => a.mov(rsp, rax)),
        ["align rsp"] = (ImageFaultReason.StackPointer, a => a.and(rsp, -16)),
        ["rsp by a register"] = (ImageFaultReason.StackPointer, a => a.add(rsp, rax)),
        ["read rsp"] = (ImageFaultReason.StackPointer, a => a.mov(rax, rsp)),
        ["rsp by four"] = (ImageFaultReason.StackPointer, a => a.sub(rsp, 4)),
        ["rsp backwards"] = (ImageFaultReason.StackPointer, a => a.add(rsp, -8)),
        ["load below the frame"] = (ImageFaultReason.Store, a => a.mov(rax, __qword_ptr[rsp - 8])),
        ["store to the return address"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[rsp + Sketch.FrameBytes], rax)),
        ["store across the frame's end"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[rsp + Sketch.FrameBytes - 4], rax)),
        ["store below the frame"] = (ImageFaultReason.FunctionWord, a => a.mov(__qword_ptr[rsp - 8], rax)),
        ["indexed slot"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[rsp + (rcx * 8)], rax)),
        ["load sixteen bytes"] = (ImageFaultReason.Load, a => a.movaps(xmm0, __[rcx])),
        ["load from an address"] = (ImageFaultReason.Load, a => a.mov(rax, __qword_ptr[0x1000])),
        ["load behind the context"] = (ImageFaultReason.Load, a => a.mov(rax, __qword_ptr[r13 + ExecContext.ArgsOffset + (8 * ExecContext.ArgsMax)])),
        ["load before the context"] = (ImageFaultReason.Load, a => a.mov(rax, __qword_ptr[r13 - 8])),
        ["store the stack limit"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[r13], rax)),
        ["store the thread's stack"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[r13 + 32], rax)),
        ["store a stub's address"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[r13 + Sketch.SaveAndExit], rax)),
        ["store half an argument"] = (ImageFaultReason.Store, a => a.mov(__dword_ptr[r13 + ExecContext.ArgsOffset], eax)),
        ["store a wide exit"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[r13 + Sketch.ExitDetail], rax)),
        ["store behind the context"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[r13 + ExecContext.ArgsOffset + (8 * ExecContext.ArgsMax)], rax)),
        ["store to a header"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[rcx - 3], rax)),
        ["header with flags"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[rcx - 3], 0x104)),
        ["header of no type"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[rcx - 3], 0x7F)),
        ["store through an untagged address"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[rcx], rax)),
        ["store half a word"] = (ImageFaultReason.Store, a => a.mov(__dword_ptr[rcx + 5], eax)),
        ["add to a word"] = (ImageFaultReason.Store, a => a.add(__qword_ptr[rcx + 5], rax)),
        ["store to an element by bytes"] = (ImageFaultReason.Store, a => a.mov(__qword_ptr[rcx + rdx + 5], rax)),
        ["two frame sizes"] = (ImageFaultReason.FrameSize, a =>
        {
            Label end = a.CreateLabel();
            a.je(end);
            a.add(rsp, 8);
            a.Label(ref end);
            a.nop();
        }
        ),
        ["a larger frame"] = (ImageFaultReason.FrameSize, a => a.sub(rsp, 80)),
        ["another function word"] = (ImageFaultReason.FunctionWord, a => a.mov(__qword_ptr[rsp], rax)),
        ["function word again"] = (ImageFaultReason.FunctionWord, a => a.mov(__qword_ptr[rsp], rdi)),
        ["half a function word"] = (ImageFaultReason.FunctionWord, a => a.mov(__dword_ptr[rsp + 4], eax)),
        ["count in the function word"] = (ImageFaultReason.FunctionWord, a => a.add(__qword_ptr[rsp], 8)),
        ["return with a frame"] = (ImageFaultReason.ReturnInFrame, a => a.ret()),
        ["tail call with a frame"] = (ImageFaultReason.ReturnInFrame, a => a.jmp(__qword_ptr[rcx])),
    };

    public static TheoryData<string> BadInstructionNames => [.. BadInstructions.Keys];

    [Theory, MemberData(nameof(BadInstructionNames))]
    public void An_instruction_that_the_compiler_does_not_emit_is_refused(string name)
    {
        (ImageFaultReason reason, Action<Assembler> spoil) = BadInstructions[name];
        CodeImage image = Sketch.Whole(sketch => spoil(sketch.Asm)).Build();
        Assert.Equal(reason, Verify(image)?.Reason);
    }

    [Fact]
    public void What_the_compiler_does_emit_passes()
    {
        Assert.Null(Verify(Sketch.Whole(sketch =>
        {
            Assembler a = sketch.Asm;
            a.mov(__qword_ptr[rcx + 5], rax);
            a.mov(__qword_ptr[rcx + (rdx * 4) + 5], rax);
            a.mov(rax, __qword_ptr[rcx + (rdx * 4) + 5]);
            a.mov(__qword_ptr[r13 + ExecContext.ArgsOffset + 48], rax);
            a.lea(rax, __[rcx + rdx]);
            a.rol(rax, 3);
            a.ucomisd(xmm0, xmm1);
            a.setnp(al);
            a.movzx(eax, al);
            a.movsd(__qword_ptr[rsp + 16], xmm7);
            a.cqo();
            a.idiv(rcx);
        }).Build()));
    }

    [Fact]
    public void A_branch_into_the_middle_of_an_instruction_is_refused()
    {
        int inside = 0;
        for (ulong target = 20; target < 80; target++) // small numbers are the assembler's labels
        {
            CodeImage image = Sketch.Whole(s => s.Asm.jmp(target)).Build();
            if (Starts(image).Contains(target)) continue;
            Assert.Equal(ImageFaultReason.BranchTarget, Verify(image)?.Reason);
            inside++;
        }
        Assert.True(inside > 20);
        Assert.Equal(ImageFaultReason.BranchTarget, Verify(Sketch.Whole(s => s.Asm.je(100_000)).Build())?.Reason);
        Assert.Equal(ImageFaultReason.BranchTarget, Verify(Change(Sketch.Whole().Build(), entryOffset: 1))?.Reason);
    }

    private static HashSet<ulong> Starts(CodeImage image)
    {
        var starts = new HashSet<ulong>();
        var decoder = Decoder.Create(64, image.Code.ToArray());
        while (decoder.IP < (ulong)image.CodeLength)
        {
            starts.Add(decoder.IP);
            decoder.Decode();
        }
        return starts;
    }

    [Fact]
    public void A_direct_call_goes_to_the_functions_own_entry_alone()
    {
        Assert.Null(Verify(Sketch.Whole(s => { s.Asm.call(0); s.Site(SiteKind.Call); }).Build()));
        Assert.Equal(ImageFaultReason.BranchTarget, Verify(Sketch.Whole(s => { s.Asm.call(9); s.Site(SiteKind.Call); }).Build())?.Reason);
    }

    [Fact]
    public void Constants_are_read_inside_the_data_alone()
    {
        Assert.Null(Verify(Sketch.Whole(s => s.AddData(Sketch.DataAt)).Build()));
        Assert.Equal(ImageFaultReason.Load, Verify(Sketch.Whole(s => s.AddData(Sketch.DataAt + 8)).Build())?.Reason);
        Assert.Equal(ImageFaultReason.Load, Verify(Sketch.Whole(s => s.AddData(0)).Build())?.Reason);
        Assert.Equal(ImageFaultReason.Store, Verify(Sketch.Whole(s => s.Asm.AddInstruction(
            Iced.Intel.Instruction.Create(Code.Mov_rm64_r64, new MemoryOperand(Register.RIP, Register.None, 1, Sketch.DataAt, 8), Register.RAX))).Build())?.Reason);
    }

    [Fact]
    public void A_loop_without_the_check_is_refused() => Assert.Equal(ImageFaultReason.LoopWithoutPoll, Verify(Sketch.Whole(s =>
    {
        Label loop = s.Asm.CreateLabel();
        s.Asm.Label(ref loop);
        s.Asm.add(rax, 2);
        s.Asm.jno(loop);
    }).Build())?.Reason);

    [Fact]
    public void A_routine_needs_the_check_and_no_site()
    {
        Assert.Null(Verify(Sketch.Whole(s => s.Asm.call(__qword_ptr[r13 + Sketch.FirstRoutine])).Build()));
        var sketch = new Sketch();
        Assembler a = sketch.Asm;
        a.sub(rsp, Sketch.FrameBytes);
        a.mov(__qword_ptr[rsp], rdi);
        a.call(__qword_ptr[r13 + Sketch.FirstRoutine]);
        sketch.Exit(NativeExit.Deopt);
        sketch.Site(SiteKind.Deopt);
        Assert.Equal(ImageFaultReason.CallWithoutPoll, Verify(sketch.Build())?.Reason);
    }

    [Theory]
    [InlineData(SiteKind.RuntimeCall, SlotSourceKind.Gpr, null)]
    [InlineData(SiteKind.RuntimeCall, SlotSourceKind.Xmm, ImageFaultReason.SiteKind)]
    [InlineData(SiteKind.Poll, SlotSourceKind.Gpr, ImageFaultReason.SiteKind)]
    public void Only_a_runtime_call_without_doubles_may_save_none(SiteKind kind, SlotSourceKind source, ImageFaultReason? reason)
    {
        var sketch = Sketch.Whole(s =>
        {
            s.Asm.mov(__dword_ptr[r13 + Sketch.ExitDetail], (int)(kind == SiteKind.Poll ? NativeExit.Poll : NativeExit.RuntimeCall) | (3 << 8));
            s.Asm.call(__qword_ptr[r13 + Sketch.SaveWordsAndExit]);
            s.Site(kind, snapshot: new Snapshot(3, [new(SlotSourceKind.Slot, 1), new(source, 0), new(SlotSourceKind.Constant, 4)]));
        });
        Assert.Equal(reason, Verify(sketch.Build())?.Reason);
    }

    [Fact]
    public void A_call_before_the_check_is_refused()
    {
        var sketch = new Sketch();
        Assembler a = sketch.Asm;
        a.sub(rsp, Sketch.FrameBytes);
        a.mov(__qword_ptr[rsp], rdi);
        a.call(__qword_ptr[rcx]);
        sketch.Site(SiteKind.Call);
        a.add(rsp, Sketch.FrameBytes);
        a.ret();
        Assert.Equal(ImageFaultReason.CallWithoutPoll, Verify(sketch.Build())?.Reason);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_frame_begins_with_the_function_word_that_came(bool isStored)
    {
        var sketch = new Sketch();
        Assembler a = sketch.Asm;
        Label slow = a.CreateLabel(), back = a.CreateLabel();
        if (isStored) a.mov(rdi, rsi);
        a.sub(rsp, Sketch.FrameBytes);
        if (isStored) a.mov(__qword_ptr[rsp], rdi);
        sketch.Poll(slow);
        a.Label(ref back);
        a.add(rsp, Sketch.FrameBytes);
        a.ret();
        a.Label(ref slow);
        sketch.Exit(NativeExit.Poll, 1);
        sketch.Site(SiteKind.Poll, pc: 1, snapshot: Sketch.AtLoop);
        a.jmp(back);
        Assert.Equal(ImageFaultReason.FunctionWord, Verify(sketch.Build())?.Reason);
    }

    [Fact]
    public void Running_past_the_end_is_refused()
    {
        var sketch = new Sketch();
        sketch.Asm.mov(eax, 1);
        Assert.Equal(ImageFaultReason.FallsOffTheEnd, Verify(sketch.Build())?.Reason);
    }

    [Fact]
    public void Bytes_that_are_no_instruction_are_refused()
    {
        CodeImage image = Sketch.Whole(s => s.Asm.nop()).Build();
        int at = image.Code.IndexOf((byte)0x90);
        Assert.Equal(ImageFaultReason.Undecodable, Verify(Change(image, code: image.Code.SetItem(at, 0x06)))?.Reason);
    }

    [Fact]
    public void What_is_no_closure_is_called_through_the_context_as_any_function_is()
    {
        Assert.Null(Verify(WithCall(SiteKind.Call)));
        Assert.Equal(ImageFaultReason.SiteKind, Verify(WithCall(SiteKind.RuntimeCall))?.Reason);

        static CodeImage WithCall(SiteKind kind) => Sketch.Whole(s => { s.Asm.call(__qword_ptr[r13 + Sketch.EnterInterpreter]); s.Site(kind); }).Build();
    }

    [Theory]
    [InlineData(SiteKind.Step, NativeExit.Step)]
    [InlineData(SiteKind.Tick, NativeExit.Tick)]
    [InlineData(SiteKind.DeoptInPlace, NativeExit.DeoptInPlace)]
    public void Only_frames_of_baseline_code_are_the_interpreters(SiteKind kind, NativeExit exit)
    {
        CodeImage image = Sketch.Whole(s =>
        {
            s.PlainExit(exit, 1);
            s.Site(kind, pc: 1, snapshot: new Snapshot(1, [new(SlotSourceKind.Slot, 2)]), reason: kind == SiteKind.DeoptInPlace ? 1 : 0);
        }).Build();
        Assert.Equal(ImageFaultReason.SiteFrame, Verify(image)?.Reason);
    }

    [Fact]
    public void An_exit_says_what_it_is()
    {
        Assert.Null(Verify(WithExit(NativeExit.RuntimeCall, 3, SiteKind.RuntimeCall)));
        Assert.Equal(ImageFaultReason.ExitDetail, Verify(WithExit(NativeExit.Poll, 3, SiteKind.RuntimeCall))?.Reason);
        Assert.Equal(ImageFaultReason.ExitDetail, Verify(WithExit(NativeExit.RuntimeCall, 2, SiteKind.RuntimeCall))?.Reason);
        Assert.Equal(ImageFaultReason.SiteKind, Verify(WithExit(NativeExit.RuntimeCall, 3, SiteKind.Call))?.Reason);
        Assert.Equal(ImageFaultReason.ExitDetail, Verify(Sketch.Whole(s =>
        {
            Label exit = s.Asm.CreateLabel();
            s.Asm.je(exit);
            s.Asm.mov(__dword_ptr[r13 + Sketch.ExitDetail], (int)NativeExit.RuntimeCall | (3 << 8));
            s.Asm.Label(ref exit);
            s.Asm.call(__qword_ptr[r13 + Sketch.SaveAndExit]);
            s.Site(SiteKind.RuntimeCall);
        }).Build())?.Reason);

        Assert.Null(Verify(WithPlainExit(NativeExit.Control, SiteKind.Control)));
        Assert.Equal(ImageFaultReason.SiteKind, Verify(WithExit(NativeExit.Control, 3, SiteKind.Control))?.Reason);
        Assert.Equal(ImageFaultReason.SiteKind, Verify(WithPlainExit(NativeExit.Control, SiteKind.Call))?.Reason);
        Assert.Equal(ImageFaultReason.SiteKind, Verify(WithPlainExit(NativeExit.RuntimeCall, SiteKind.RuntimeCall))?.Reason);

        static CodeImage WithPlainExit(NativeExit exit, SiteKind kind) => Sketch.Whole(s => { s.PlainExit(exit); s.Site(kind, snapshot: new Snapshot(3, [new(SlotSourceKind.Slot, 1), new(SlotSourceKind.Slot, 1), new(SlotSourceKind.Constant, 4)])); }).Build();
        static CodeImage WithExit(NativeExit exit, int pc, SiteKind kind) => Sketch.Whole(s => { s.Exit(exit, pc); s.Site(kind); }).Build();
    }

    public static readonly Dictionary<string, (ImageFaultReason Reason, Func<NativeSite, NativeSite> Break)> BadSites = new()
    {
        ["offset"] = (ImageFaultReason.SiteTable, s => s with { ReturnOffset = s.ReturnOffset + 1 }),
        ["frame"] = (ImageFaultReason.SiteFrame, s => s with { FrameWords = Sketch.FrameWords - 1 }),
        ["tagged slot 0"] = (ImageFaultReason.SiteFrame, s => s with { TaggedSlots = [0] }),
        ["tagged slot behind"] = (ImageFaultReason.SiteFrame, s => s with { TaggedSlots = [Sketch.FrameWords] }),
        ["tagged rsp"] = (ImageFaultReason.SiteFrame, s => s with { TaggedGprs = 1 << 4 }),
        ["tagged r13"] = (ImageFaultReason.SiteFrame, s => s with { TaggedGprs = 1 << 13 }),
        ["tagged r16"] = (ImageFaultReason.SiteFrame, s => s with { TaggedGprs = 1 << 16 }),
        ["reason"] = (ImageFaultReason.SiteFrame, s => s with { Reason = 1 }),
        ["no snapshot"] = (ImageFaultReason.Snapshot, s => s with { Snapshot = null }),
        ["snapshot pc"] = (ImageFaultReason.Snapshot, s => s with { Snapshot = s.Snapshot! with { BytecodePc = Sketch.Chunk.Code.Length } }),
        ["snapshot size"] = (ImageFaultReason.Snapshot, s => s with { Snapshot = s.Snapshot! with { BytecodePc = 1 } }),
        ["source slot"] = (ImageFaultReason.Snapshot, s => Source(s, new(SlotSourceKind.Slot, Sketch.FrameWords))),
        ["source rsp"] = (ImageFaultReason.Snapshot, s => Source(s, new(SlotSourceKind.Gpr, 4))),
        ["source gpr"] = (ImageFaultReason.Snapshot, s => Source(s, new(SlotSourceKind.Gpr, 16))),
        ["source xmm"] = (ImageFaultReason.Snapshot, s => Source(s, new(SlotSourceKind.Xmm, 16))),
        ["source heap word"] = (ImageFaultReason.Snapshot, s => Source(s, new(SlotSourceKind.Constant, 0x1003))),
        ["source argument"] = (ImageFaultReason.Snapshot, s => Source(s, new(SlotSourceKind.Arg, 0))),
        ["source constant"] = (ImageFaultReason.Snapshot, s => Source(s, new(SlotSourceKind.ChunkConstant, 0))),
        ["source kind"] = (ImageFaultReason.Snapshot, s => Source(s, new((SlotSourceKind)99, 0))),
    };

    private static NativeSite Source(NativeSite site, SlotSource source) =>
        site with { Snapshot = site.Snapshot! with { Slots = site.Snapshot.Slots.SetItem(0, source) } };

    public static TheoryData<string> BadSiteNames => [.. BadSites.Keys];

    [Theory, MemberData(nameof(BadSiteNames))]
    public void A_site_out_of_range_is_refused(string name)
    {
        (ImageFaultReason reason, Func<NativeSite, NativeSite> spoil) = BadSites[name];
        CodeImage image = Sketch.Whole(s => { s.Exit(NativeExit.RuntimeCall); s.Site(SiteKind.RuntimeCall, slots: [1]); }).Build();
        Assert.Null(Verify(image));
        Assert.Equal(reason, Verify(Change(image, sites: [spoil(image.Sites[0]), .. image.Sites[1..]]))?.Reason);
    }

    [Fact]
    public void The_numbers_of_an_image_fit_together()
    {
        CodeImage image = Sketch.Whole().Build();
        Assert.Equal(ImageFaultReason.Shape, Verify(Change(image, codeLength: image.Code.Length + 1))?.Reason);
        Assert.Equal(ImageFaultReason.Shape, Verify(Change(image, codeLength: 0))?.Reason);
        Assert.Equal(ImageFaultReason.Shape, Verify(Change(image, entryOffset: image.CodeLength))?.Reason);
        Assert.Equal(ImageFaultReason.Shape, Verify(Change(image, frameWordsMax: 5))?.Reason);
        Assert.Equal(ImageFaultReason.Shape, Verify(Change(image, entryPc: 2))?.Reason);
        Assert.Equal(ImageFaultReason.OtherFunction, Verify(Change(image, function: Hash256.Of([1])))?.Reason);
        Assert.Equal(ImageFaultReason.SiteTable, Verify(Change(image, sites: [image.Sites[0] with { ReturnOffset = 1 }, .. image.Sites]))?.Reason);
        Assert.Equal(ImageFaultReason.SiteTable, Verify(Change(image, sites: image.Sites[..^1]))?.Reason);
        Assert.Equal(ImageFaultReason.SiteTable, Verify(Change(image, sites: image.Sites[1..]))?.Reason);
    }

    [Fact]
    public void Code_for_a_better_processor_is_refused()
    {
        var sketch = Sketch.Whole(s => s.Asm.rorx(rax, rcx, 3));
        sketch.CpuLevel = CpuLevels.V3;
        CodeImage image = sketch.Build();
        Assert.Null(Verify(image));
        Assert.Equal(ImageFaultReason.CpuLevel, ImageVerifier.Verify(image, Sketch.Chunk, CpuLevels.V2)?.Reason);
        Assert.Equal(ImageFaultReason.CpuFeature, Verify(Change(image, cpuLevel: CpuLevels.V2))?.Reason);
        Assert.Equal(ImageFaultReason.CpuLevel, Verify(Change(image, cpuLevel: "x86-64-v9"))?.Reason);
    }

    /// <summary>Nothing that one changed byte can make of the code or the sites gets further than a refusal.</summary>
    [Fact]
    public void No_changed_byte_makes_the_verifier_fail()
    {
        CodeImage image = Sketch.Whole().Build();
        int refused = 0;
        for (int at = 0; at < image.CodeLength; at++)
            for (int bit = 0; bit < 8; bit++)
                if (Verify(Change(image, code: image.Code.SetItem(at, (byte)(image.Code[at] ^ (1 << bit))))) is not null) refused++;
        Assert.InRange(refused, image.CodeLength, image.CodeLength * 8);
    }

    [Fact]
    public void Every_reason_has_its_text() =>
        Assert.Equal(Enum.GetValues<ImageFaultReason>(), ImageFaults.Table.Where(row => row.Text.Length > 0).Select(row => row.Reason));

    internal static CodeImage Change(CodeImage image, System.Collections.Immutable.ImmutableArray<byte>? code = null, System.Collections.Immutable.ImmutableArray<NativeSite>? sites = null,
        int? codeLength = null, int? entryOffset = null, int? entryPc = null, int? frameWordsMax = null, string? cpuLevel = null, Hash256? function = null) => new()
        {
            Key = image.Key,
            FunctionHash = function ?? image.FunctionHash,
            EntryPc = entryPc ?? image.EntryPc,
            EntryOffset = entryOffset ?? image.EntryOffset,
            Code = code ?? image.Code,
            CodeLength = codeLength ?? image.CodeLength,
            Sites = sites ?? image.Sites,
            FrameWordsMax = frameWordsMax ?? image.FrameWordsMax,
            CpuLevel = cpuLevel ?? image.CpuLevel,
            Tier = image.Tier,
            LoopEntries = image.LoopEntries,
        };
}
