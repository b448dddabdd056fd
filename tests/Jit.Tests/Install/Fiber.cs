using System.Runtime.InteropServices;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Jit.Tests.Install;

/// <summary>A context and a fiber stack to run a few hand-assembled instructions on.</summary>
internal sealed unsafe class Fiber : IDisposable
{
    private const int StackBytes = 256 << 10;
    private readonly CodeMemory _memory;
    private readonly byte* _stack = (byte*)NativeMemory.AlignedAlloc(StackBytes, 4096);

    public Fiber(NativeRuntime runtime, CodeMemory memory)
    {
        (Runtime, _memory) = (runtime, memory);
        Context = (ExecContext*)NativeMemory.AlignedAlloc((nuint)sizeof(ExecContext), 64);
        NativeMemory.Clear(Context, (nuint)sizeof(ExecContext));
        Context->EnterInterpreterStub = runtime.Stubs.EnterInterpreter;
        Context->ReturnToInterpreterStub = runtime.Stubs.ReturnToInterpreter;
        Context->SaveAndExitStub = runtime.Stubs.SaveAndExit;
        Context->ExitStub = runtime.Stubs.Exit;
        Context->SaveWordsAndExitStub = runtime.Stubs.SaveWordsAndExit;
        runtime.Stubs.GiveRoutines(Context);
        _self = GCHandle.Alloc(this);
        Context->Owner = GCHandle.ToIntPtr(_self);
        Context->ServeFunction = (nint)(delegate* unmanaged<ExecContext*, int>)&ServeCall;
        Context->FiberSp = (nint)(_stack + StackBytes);
    }

    public delegate ServeEnd Server(ExecContext* context);

    private GCHandle _self;

    /// <summary>What answers runtime calls and steps.</summary>
    public Server Serve { get; set; } = _ => ServeEnd.Leave;

    [UnmanagedCallersOnly]
    private static int ServeCall(ExecContext* context) => (int)((Fiber)GCHandle.FromIntPtr(context->Owner).Target!).Serve(context);

    public NativeRuntime Runtime { get; }
    public ExecContext* Context { get; }
    public ulong* Args => &Context->Args;
    public SavedRegisters* Saved => (SavedRegisters*)Context->FiberSp;

    public nint Place(Emit emit) => _memory.Place(emit.ToArray());

    /// <summary>Calls machine code as an interpreted function does.</summary>
    public NativeExit Enter(nint target)
    {
        Context->Target = target;
        Context->FiberSp -= sizeof(nint);
        *(nint*)Context->FiberSp = Runtime.Stubs.ReturnToInterpreter;
        return Go(Runtime.Stubs.Enter);
    }

    public NativeExit ResumeReturn() => Go(Runtime.Stubs.ResumeReturn);
    public NativeExit ResumeSaved() => Go(Runtime.Stubs.ResumeSaved);
    private NativeExit Go(nint stub) => (NativeExit)((delegate* unmanaged<ExecContext*, int>)stub)(Context);

    public void Dispose()
    {
        _self.Free();
        NativeMemory.AlignedFree(_stack);
        NativeMemory.AlignedFree(Context);
    }
}
