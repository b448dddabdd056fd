using System.Runtime.InteropServices;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Iced.Intel;
using Xunit;
using static Iced.Intel.Register;

namespace ClaudeLang.Jit.Tests.Install;

/// <summary>The border between C# and machine code, crossed by hand-assembled code.</summary>
public sealed unsafe class StubTests : IDisposable
{
    private static readonly CodeMemory Memory = new(CodeMemory.RegionBytesMin);
    private static readonly NativeRuntime Runtime = new(Memory);
    private static readonly Register[] Passed = [RDI, RAX, RSI, RDX, RCX, R8, R9, R10];
    /// <summary>Where test code leaves what it saw: words of Args that no stub touches.</summary>
    private const int SeenIndex = 100, SeenOffset = ExecContext.ArgsOffset + (8 * SeenIndex);
    private readonly Fiber _fiber = new(Runtime, Memory);
    private readonly FakeFunction _function = new();

    public void Dispose()
    {
        _fiber.Dispose();
        _function.Dispose();
    }

    /// <summary>What a function word leads to, as far as the border reads it: a closure, its handle, a `nil` for each instruction.</summary>
    private sealed class FakeFunction : IDisposable
    {
        private const int Instructions = 16;
        private readonly FunctionHandle* _handle = (FunctionHandle*)NativeMemory.AllocZeroed((nuint)sizeof(FunctionHandle));
        private readonly ulong* _closure = (ulong*)NativeMemory.AllocZeroed(2, sizeof(ulong));

        public FakeFunction()
        {
            _handle->Code = (uint*)NativeMemory.AllocZeroed(Instructions, sizeof(uint));
            new Span<uint>(_handle->Code, Instructions).Fill((uint)Opcode.Nil);
            _closure[0] = ObjectLayout.Header(ObjectType.Closure, 0);
            _closure[ObjectLayout.ClosureHandle / 8] = (ulong)_handle;
        }

        public ulong Word => (ulong)_closure + Value.HeapTag;

        public void Dispose()
        {
            NativeMemory.Free(_handle->Code);
            NativeMemory.Free(_handle);
            NativeMemory.Free(_closure);
        }
    }

    private static int Offset(string field) => (int)Marshal.OffsetOf<ExecContext>(field);
    private static ulong Pattern(int n) => 0x1111_0000_2222_0000UL * (ulong)(n + 3) + (ulong)n;

    [Fact]
    public void Enter_loads_the_call_and_a_return_hands_the_result_over()
    {
        var emit = new Emit();
        for (int i = 0; i < Passed.Length; i++) emit.Store(R13, SeenOffset + (8 * i), Passed[i]);
        nint code = _fiber.Place(emit.Lea(RAX, RSI, 5).Return());
        nint before = _fiber.Context->FiberSp;
        _fiber.Context->Callee = 0xC0FFEE;
        _fiber.Context->ArgCount = 6;
        for (int i = 0; i < 6; i++) _fiber.Args[i] = Pattern(i);

        Assert.Equal(NativeExit.Returned, _fiber.Enter(code));

        ulong[] expected = [0xC0FFEE, 6, .. Enumerable.Range(0, 6).Select(Pattern)];
        Assert.Equal(expected, new Span<ulong>(_fiber.Args + SeenIndex, Passed.Length).ToArray());
        Assert.Equal(Pattern(0) + 5, _fiber.Context->Result);
        Assert.Equal(before, _fiber.Context->FiberSp);
        Assert.Equal(0, _fiber.Context->InNative);
    }

    [Fact]
    public void A_call_of_an_interpreted_function_hands_its_registers_over_and_goes_on_with_the_result()
    {
        var emit = new Emit();
        emit.Lea(RSI, RSI, 1).CallThrough(R13, Offset(nameof(ExecContext.EnterInterpreterStub)));
        int returnOffset = emit.Position;
        nint code = _fiber.Place(emit.Lea(RAX, RAX, 2).Return());
        _fiber.Context->Callee = 77;
        _fiber.Context->ArgCount = 6;
        for (int i = 0; i < 6; i++) _fiber.Args[i] = Pattern(i);

        var asked = NativeExit.Returned;
        _fiber.Serve = context =>
        {
            asked = (NativeExit)context->ExitDetail;
            return ServeEnd.Leave;
        };
        Assert.Equal(NativeExit.Served, _fiber.Enter(code));
        Assert.Equal(NativeExit.CallInterpreted, asked);
        Assert.Equal(77UL, _fiber.Context->Callee);
        Assert.Equal(6, _fiber.Context->ArgCount);
        ulong[] expected = [Pattern(0) + 1, .. Enumerable.Range(1, 5).Select(Pattern)];
        Assert.Equal(expected, new Span<ulong>(_fiber.Args, 6).ToArray());
        Assert.Equal(code + returnOffset, *(nint*)_fiber.Context->FiberSp);

        _fiber.Context->Result = 40;
        Assert.Equal(NativeExit.Returned, _fiber.ResumeReturn());
        Assert.Equal(42UL, _fiber.Context->Result);
    }

    [Fact]
    public void A_poll_shows_and_restores_every_register()
    {
        nint code = SaveEverything(NativeExit.Poll, out int returnOffset);

        Assert.Equal(NativeExit.Poll, _fiber.Enter(code));
        Assert.Equal((uint)NativeExit.Poll | (9 << 8), _fiber.Context->ExitDetail);
        Assert.Equal(code + returnOffset, *(nint*)(_fiber.Context->FiberSp + (8 * SavedRegisters.Words)));
        for (int i = 0; i < 16; i++)
        {
            if (Free(i)) Assert.Equal(Pattern(i), _fiber.Saved->General[i]);
            Assert.Equal(Pattern(DoubleFrom(i)), BitConverter.DoubleToUInt64Bits(_fiber.Saved->Float[i]));
        }
        GC.Collect(0); // C# runs in between and uses the registers as it likes

        Assert.Equal(NativeExit.Returned, _fiber.ResumeSaved());
        CheckSeen(rax: Pattern(0));
    }

    [Fact]
    public void A_runtime_call_is_served_in_place_takes_its_result_in_rax_and_keeps_all_else()
    {
        nint code = SaveEverything(NativeExit.RuntimeCall, out _);
        _fiber.Serve = context =>
        {
            Assert.Equal((uint)NativeExit.RuntimeCall | (9 << 8), context->ExitDetail);
            Assert.Equal(0, context->InNative);
            ((SavedRegisters*)context->FiberSp)->General[0] = 4711;
            GC.Collect();
            return ServeEnd.ResumeSaved;
        };
        Assert.Equal(NativeExit.Returned, _fiber.Enter(code));
        CheckSeen(rax: 4711);
        Assert.Equal(4711UL, _fiber.Context->Result);
    }

    [Theory]
    [InlineData(NativeExit.Step)]
    [InlineData(NativeExit.Control)]
    [InlineData(NativeExit.CallInterpreted)]
    public void What_left_nothing_in_registers_is_served_in_place_and_returned_to_with_its_result(NativeExit exit)
    {
        nint code = _fiber.Place(exit == NativeExit.CallInterpreted ? new Emit().CallThrough(R13, Offset(nameof(ExecContext.EnterInterpreterStub))).Lea(RAX, RAX, 2).Return() : InFrame(exit));
        _fiber.Context->Callee = _function.Word;
        _fiber.Serve = context =>
        {
            context->Result = 40;
            return ServeEnd.ResumeReturn;
        };
        Assert.Equal(NativeExit.Returned, _fiber.Enter(code));
        Assert.Equal(42UL, _fiber.Context->Result);
    }

    [Fact]
    public void What_serves_can_have_a_function_entered_in_place()
    {
        nint callee = _fiber.Place(new Emit().Lea(RAX, RDI, 1).Return());
        nint code = _fiber.Place(InFrame(NativeExit.Step));
        _fiber.Context->Callee = _function.Word;
        _fiber.Serve = context =>
        {
            context->Target = callee;
            context->Callee = 7;
            return ServeEnd.Enter;
        };
        Assert.Equal(NativeExit.Returned, _fiber.Enter(code));
        Assert.Equal(10UL, _fiber.Context->Result);
    }

    [Theory]
    [InlineData(NativeExit.RuntimeCall)]
    [InlineData(NativeExit.Step)]
    public void What_cannot_go_on_in_place_goes_back_to_the_dispatcher(NativeExit exit)
    {
        nint code = exit == NativeExit.Step ? _fiber.Place(InFrame(exit)) : SaveEverything(exit, out _);
        _fiber.Context->Callee = _function.Word;
        _fiber.Serve = _ => ServeEnd.Leave;
        Assert.Equal(NativeExit.Served, _fiber.Enter(code));
        _fiber.Context->Result = 5;
        Assert.Equal(NativeExit.Returned, exit == NativeExit.Step ? _fiber.ResumeReturn() : _fiber.ResumeSaved());
        if (exit == NativeExit.Step) Assert.Equal(7UL, _fiber.Context->Result);
        else CheckSeen(rax: Pattern(0));
    }

    /// <summary>Code that leaves from a frame with its function word, and adds 2 to what it gets.</summary>
    private static Emit InFrame(NativeExit exit) =>
        PlainExit(new Emit().Lea(RSP, RSP, -8).Store(RSP, 0, RDI), exit).Lea(RSP, RSP, 8).Lea(RAX, RAX, 2).Return();

    private static Emit PlainExit(Emit emit, NativeExit exit) =>
        emit.StoreInt(R13, Offset(nameof(ExecContext.ExitDetail)), (int)exit | (9 << 8)).CallThrough(R13, Offset(nameof(ExecContext.ExitStub)));

    [Fact]
    public void A_fiber_can_be_left_and_taken_up_by_another_thread()
    {
        nint code = SaveEverything(NativeExit.Poll, out _);
        Assert.Equal(NativeExit.Poll, _fiber.Enter(code));
        NativeExit exit = 0;
        var other = new Thread(() => exit = _fiber.ResumeSaved());
        other.Start();
        other.Join();
        Assert.Equal(NativeExit.Returned, exit);
        CheckSeen(rax: Pattern(0));
    }

    [Fact]
    public void The_callers_registers_come_back_whatever_machine_code_does_to_them()
    {
        Register[] owned = [RBX, RBP, R12, R13, R14, R15];
        nint trash = SaveEverything(NativeExit.Poll, out _);
        // A C function (context, words*): fills the registers that belong to its caller, enters, and says what is left of them.
        var emit = new Emit();
        foreach (Register register in owned) emit.Push(register);
        emit.Push(RSI);
        for (int i = 0; i < owned.Length; i++) emit.Add(Iced.Intel.Instruction.Create(Code.Mov_r64_imm64, owned[i], Pattern(i)));
        emit.Add(Iced.Intel.Instruction.Create(Code.Mov_r64_imm64, RAX, (ulong)Runtime.Stubs.Enter)).Add(Iced.Intel.Instruction.Create(Code.Call_rm64, RAX)).Pop(RSI);
        for (int i = 0; i < owned.Length; i++) emit.Store(RSI, 8 * i, owned[i]);
        foreach (Register register in owned.Reverse()) emit.Pop(register);
        nint caller = _fiber.Place(emit.Return());

        _fiber.Context->Target = trash;
        _fiber.Context->FiberSp -= 8;
        *(nint*)_fiber.Context->FiberSp = Runtime.Stubs.ReturnToInterpreter;
        ulong* seen = stackalloc ulong[owned.Length];
        int exit = ((delegate* unmanaged<ExecContext*, ulong*, int>)caller)(_fiber.Context, seen);

        Assert.Equal(NativeExit.Poll, (NativeExit)exit);
        for (int i = 0; i < owned.Length; i++) Assert.Equal(Pattern(i), seen[i]);
    }

    [Fact]
    public void An_exit_of_words_alone_brings_every_general_register_back()
    {
        _fiber.Serve = context =>
        {
            ((SavedRegisters*)context->FiberSp)->General[0] = 77;
            return ServeEnd.ResumeSaved;
        };
        _fiber.Enter(SaveEverything(NativeExit.RuntimeCall, out _, nameof(ExecContext.SaveWordsAndExitStub)));
        for (int i = 0; i < 16; i++)
            if (Free(i)) Assert.Equal(i == 0 ? 77 : Pattern(i), (_fiber.Args + SeenIndex)[i]);
    }

    private static bool Free(int register) => RAX + register is not (RSP or R13);
    /// <summary>Which general register an xmm register gets its pattern from.</summary>
    private static int DoubleFrom(int xmm) => Free(xmm) ? xmm : 0;

    /// <summary>Code that fills all registers, leaves, and on its return writes all of them down.</summary>
    private nint SaveEverything(NativeExit exit, out int returnOffset, string stub = nameof(ExecContext.SaveAndExitStub))
    {
        var emit = new Emit();
        for (int i = 0; i < 16; i++)
            if (Free(i)) emit.Add(Iced.Intel.Instruction.Create(Code.Mov_r64_imm64, RAX + i, Pattern(i)));
        for (int i = 0; i < 16; i++) emit.Add(Iced.Intel.Instruction.Create(Code.Movq_xmm_rm64, XMM0 + i, RAX + DoubleFrom(i)));
        emit.StoreInt(R13, Offset(nameof(ExecContext.ExitDetail)), (int)exit | (9 << 8));
        emit.CallThrough(R13, Offset(stub));
        returnOffset = emit.Position;
        for (int i = 0; i < 16; i++)
        {
            if (Free(i)) emit.Store(R13, SeenOffset + (8 * i), RAX + i);
            emit.StoreDouble(R13, SeenOffset + (8 * (16 + i)), XMM0 + i);
        }
        return _fiber.Place(emit.Return());
    }

    private void CheckSeen(ulong rax)
    {
        ulong* seen = _fiber.Args + SeenIndex;
        for (int i = 0; i < 16; i++)
        {
            if (Free(i)) Assert.Equal(i == 0 ? rax : Pattern(i), seen[i]);
            Assert.Equal(Pattern(DoubleFrom(i)), seen[16 + i]);
        }
    }
}
