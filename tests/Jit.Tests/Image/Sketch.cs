using System.Collections.Immutable;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Tiering;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;
using Instruction = Iced.Intel.Instruction;

namespace ClaudeLang.Jit.Tests.Image;

/// <summary>A small image as the compiler would make it, to be spoiled in one place.</summary>
internal sealed class Sketch
{
    public const int FrameWords = 4, FrameBytes = 8 * FrameWords;
    public const int DataAt = 512;
    public const int StackLimit = 0, ExitDetail = 48, EnterInterpreter = 80, SaveAndExit = 96, SaveWordsAndExit = 120, PlainExitStub = 128, FirstRoutine = 152;

    /// <summary>One parameter; a loop from 1 to 5; locals 1, operands at most 2.</summary>
    public static readonly Chunk Chunk = new()
    {
        Name = "sketch",
        ParamCount = 1,
        LocalCount = 1,
        OperandDepthMax = 2,
        Code =
        [
            Vm.Bytecode.Instruction.Pack(Opcode.Nop),
            Vm.Bytecode.Instruction.PackU24(Opcode.LocalGet, 0),
            Vm.Bytecode.Instruction.PackU24(Opcode.LocalGet, 0),
            Vm.Bytecode.Instruction.Pack(Opcode.Add),
            Vm.Bytecode.Instruction.PackU24(Opcode.LocalSet, 0),
            Vm.Bytecode.Instruction.PackU24(Opcode.LocalGet, 0),
            Vm.Bytecode.Instruction.PackS24(Opcode.JumpFalse, 1),
            Vm.Bytecode.Instruction.PackS24(Opcode.Loop, -7),
            Vm.Bytecode.Instruction.PackU24(Opcode.LocalGet, 0),
            Vm.Bytecode.Instruction.Pack(Opcode.Return),
        ],
    };

    private readonly List<NativeSite> _sites = [];
    public Assembler Asm { get; } = new(64);
    public string CpuLevel { get; set; } = CpuLevels.V1;
    public int EntryPc { get; init; }
    public Func<CodeImage, CodeImage> Spoil { get; set; } = image => image;

    public static readonly Snapshot AtAdd = new(3, [new(SlotSourceKind.Slot, 1), new(SlotSourceKind.Gpr, 0), new(SlotSourceKind.Constant, 4)]);
    public static readonly Snapshot AtLoop = new(1, [new(SlotSourceKind.Gpr, 6)]);

    public void Site(SiteKind kind, int pc = 3, int frameWords = FrameWords, uint gprs = 0, int[]? slots = null, Snapshot? snapshot = null, int reason = 0) =>
        _sites.Add(new NativeSite(kind, 0, pc, frameWords, gprs, [.. slots ?? []], kind == SiteKind.Call ? snapshot : snapshot ?? AtAdd, kind == SiteKind.Deopt && reason == 0 ? 1 : reason));

    /// <summary>One that saves no registers.</summary>
    public void PlainExit(NativeExit exit, int pc = 3)
    {
        Asm.mov(__dword_ptr[r13 + ExitDetail], (int)exit | (pc << 8));
        Asm.call(__qword_ptr[r13 + PlainExitStub]);
    }

    public void Exit(NativeExit exit, int pc = 3)
    {
        Asm.mov(__dword_ptr[r13 + ExitDetail], (int)exit | (pc << 8));
        Asm.call(__qword_ptr[r13 + SaveAndExit]);
    }

    public void Poll(Label slow)
    {
        Asm.cmp(rsp, __qword_ptr[r13 + StackLimit]);
        Asm.jb(slow);
    }

    /// <summary>The whole function, with a few more instructions after the frame is set up and polled.</summary>
    public static Sketch Whole(Action<Sketch>? more = null)
    {
        var sketch = new Sketch();
        Assembler asm = sketch.Asm;
        Label wrong = asm.CreateLabel(), slow = asm.CreateLabel(), again = asm.CreateLabel(), deopt = asm.CreateLabel(), loop = asm.CreateLabel(), slowLoop = asm.CreateLabel();
        asm.cmp(eax, 1);
        asm.jne(wrong);
        asm.sub(rsp, FrameBytes);
        asm.mov(__qword_ptr[rsp], rdi);
        asm.mov(__qword_ptr[rsp + 8], rsi);
        sketch.Poll(slow);
        asm.Label(ref again);
        asm.mov(rax, __qword_ptr[rsp + 8]);
        more?.Invoke(sketch);
        asm.test(al, 1);
        asm.jne(deopt);
        asm.cvtsi2sd(xmm0, rax);
        sketch.AddData(DataAt);
        asm.Label(ref loop);
        asm.add(rax, 2);
        asm.jo(deopt);
        asm.mov(__qword_ptr[rsp + 8], rax);
        asm.mov(rdi, __qword_ptr[rsp]);
        asm.mov(rsi, rax);
        asm.mov(eax, 1);
        asm.mov(rcx, __qword_ptr[rdi + 5]);
        asm.call(__qword_ptr[rcx]);
        sketch.Site(SiteKind.Call, slots: [1]);
        sketch.Poll(slowLoop);
        asm.cmp(rax, 5);
        asm.jl(loop);
        asm.add(rsp, FrameBytes);
        asm.ret();
        asm.Label(ref wrong);
        asm.jmp(__qword_ptr[r13 + EnterInterpreter]);
        asm.Label(ref slow);
        sketch.Exit(NativeExit.Poll, 1);
        sketch.Site(SiteKind.Poll, pc: 1, gprs: 1 << 6, snapshot: AtLoop);
        asm.jmp(again);
        asm.Label(ref slowLoop);
        sketch.Exit(NativeExit.Poll, 1);
        sketch.Site(SiteKind.Poll, pc: 1, gprs: 1, slots: [1], snapshot: AtLoop);
        asm.jmp(loop);
        asm.Label(ref deopt);
        sketch.Exit(NativeExit.Deopt);
        sketch.Site(SiteKind.Deopt, slots: [1]);
        return sketch;
    }

    /// <summary>Reads the image's own data, which stands far behind the code.</summary>
    public void AddData(long at) =>
        Asm.AddInstruction(Instruction.Create(Code.Addsd_xmm_xmmm64, Register.XMM0, new MemoryOperand(Register.RIP, Register.None, 1, at, 8)));

    public CodeImage Build()
    {
        var bytes = new MemoryStream();
        Assembler asm = Asm;
        asm.Assemble(new StreamCodeWriter(bytes), 0);
        int codeLength = (int)bytes.Length;
        while (bytes.Length < DataAt) bytes.WriteByte(0xCC);
        bytes.Write(BitConverter.GetBytes(1.5));
        return Finish(bytes.ToArray(), codeLength);
    }

    private CodeImage Finish(byte[] code, int codeLength)
    {
        var sites = ImmutableArray.CreateBuilder<NativeSite>();
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(code, 0, codeLength));
        while (decoder.IP < (ulong)codeLength && sites.Count < _sites.Count)
        {
            Instruction instruction = decoder.Decode();
            if (instruction.FlowControl is FlowControl.Call or FlowControl.IndirectCall && !InstructionRules.IsRoutineCall(instruction))
                sites.Add(_sites[sites.Count] with { ReturnOffset = (int)decoder.IP });
        }
        return Spoil(new CodeImage
        {
            Key = new CodeKey(Hash256.Of(code)),
            FunctionHash = Chunk.Hash,
            EntryPc = EntryPc,
            EntryOffset = 0,
            Code = [.. code],
            CodeLength = codeLength,
            Sites = sites.ToImmutable(),
            FrameWordsMax = sites.Select(s => s.FrameWords).DefaultIfEmpty().Max(),
            CpuLevel = CpuLevel,
        });
    }
}
