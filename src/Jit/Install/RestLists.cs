using System.Runtime.InteropServices;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// What the border does by itself of a call with further arguments of a function that has a rest list and machine code: it makes the list and enters the code,
/// as <c>Execution.EnterClosure</c> does; for whatever else it changes nothing and branches to the way to C#.
/// </summary>
internal static class RestLists
{
    private static readonly Mem AllocPointer = OfContext(nameof(ExecContext.AllocPointer)), AllocLimit = OfContext(nameof(ExecContext.AllocLimit));
    private static readonly int ParamCount = OfHandle(nameof(FunctionHandle.ParamCount)), Flags = OfHandle(nameof(FunctionHandle.Flags)), NativeEntry = OfHandle(nameof(FunctionHandle.NativeEntry));

    private static Mem OfContext(string field) => new(Target.Context, (int)Marshal.OffsetOf<ExecContext>(field));
    private static int OfHandle(string field) => (int)Marshal.OffsetOf<FunctionHandle>(field);
    private static Mem Argument(Gpr index) => new(Target.Context, ExecContext.ArgsOffset, index, 3);

    /// <summary>For a call as machine code makes it: rdi, eax, arguments in registers and Args.</summary>
    /// <param name="other">Where it goes with nothing changed but Args, which are the arguments' own places.</param>
    public static void Collect(Emitter e, int other)
    {
        TypeTestCode.CheckObject(e, Target.Function, Gpr.R11, ObjectType.Closure, other);
        e.Load(Gpr.R11, new Mem(Gpr.R11, ObjectLayout.ClosureHandle));
        e.TestByte(new Mem(Gpr.R11, Flags), FunctionHandle.HasRestFlag);
        e.Jump(Cc.E, other);
        e.Load(Gpr.Rbx, new Mem(Gpr.R11, NativeEntry));
        e.Test(Gpr.Rbx, Gpr.Rbx);
        e.Jump(Cc.E, other);
        e.Load32(Gpr.Rbp, new Mem(Gpr.R11, ParamCount));
        e.Do(Alu.Cmp, Gpr.Rax, Gpr.Rbp);
        e.Jump(Cc.B, other);
        // Nor a call whose caller is gone, which has a flag above the number.
        e.Compare32(Target.ArgumentCount, ExecContext.ArgsMax);
        e.Jump(Cc.A, other);
        TakeRoom(e, other);
        for (int i = 0; i < Target.ArgumentRegisters.Length; i++) e.Store(new Mem(Target.Context, ExecContext.ArgsOffset + (8 * i)), Target.ArgumentRegisters[i]);
        MakeList(e);
        e.Store(Argument(Gpr.Rbp), Gpr.R11);
        for (int i = 0; i < Target.ArgumentRegisters.Length; i++) e.Load(Target.ArgumentRegisters[i], new Mem(Target.Context, ExecContext.ArgsOffset + (8 * i)));
        e.Set(Target.ArgumentCount, FunctionHandle.RestIsCollected);
        e.Jump(Gpr.Rbx);
    }

    /// <summary>The place of the first cell to r12.</summary>
    private static void TakeRoom(Emitter e, int other)
    {
        e.Move(Gpr.R14, Gpr.Rax);
        e.Do(Alu.Sub, Gpr.R14, Gpr.Rbp);
        e.Multiply(Gpr.R14, Gpr.R14, ObjectLayout.ConsBytes);
        e.Load(Gpr.R12, AllocPointer);
        e.Do(Alu.Add, Gpr.R14, Gpr.R12);
        e.Do(Alu.Cmp, Gpr.R14, AllocLimit);
        e.Jump(Cc.A, other);
        e.Store(AllocPointer, Gpr.R14);
    }

    /// <summary>From the last argument on; the list to r11.</summary>
    private static void MakeList(Emitter e)
    {
        int next = e.NewLabel(), made = e.NewLabel();
        e.Set(Gpr.R11, (long)Value.EmptyBits);
        e.Bind(next);
        e.Do(Alu.Cmp, Gpr.Rax, Gpr.Rbp);
        e.Jump(Cc.E, made);
        e.Do(Alu.Sub, Gpr.Rax, 1);
        e.Load(Gpr.Rcx, Argument(Gpr.Rax));
        e.Store(new Mem(Gpr.R12, 0), (int)ObjectLayout.Header(ObjectType.Cons, 0));
        e.Store(new Mem(Gpr.R12, ObjectLayout.ConsHead), Gpr.Rcx);
        e.Store(new Mem(Gpr.R12, ObjectLayout.ConsTail), Gpr.R11);
        e.LoadAddress(Gpr.R11, new Mem(Gpr.R12, (int)Value.HeapTag));
        e.Do(Alu.Add, Gpr.R12, ObjectLayout.ConsBytes);
        e.Jump(next);
        e.Bind(made);
    }
}
