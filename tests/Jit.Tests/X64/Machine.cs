using System.Runtime.InteropServices;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Tests.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.X64;

/// <summary>One compiled function on a fiber of its own, without an interpreter: exits come back to the test.</summary>
internal sealed unsafe class Machine : IDisposable
{
    private readonly Fiber _fiber;
    private readonly FunctionHandle* _handle = (FunctionHandle*)NativeMemory.AllocZeroed((nuint)sizeof(FunctionHandle));
    private readonly ulong* _closure = (ulong*)NativeMemory.AlignedAlloc(32, 16);
    private static readonly CodeMemory Memory = new();
    private readonly nint _start;
    public CodeImage Image { get; }
    public Chunk Chunk { get; }

    public Machine(string chunkText, byte[]? feedback = null, int entryPc = 0)
    {
        Chunk = ChunkText.Parse(chunkText);
        Image = Compile(Chunk, feedback, entryPc);
        var runtime = new NativeRuntime(Memory);
        _fiber = new Fiber(runtime, Memory);
        _fiber.Context->FlonumBias = Value.FlonumBias;
        InstalledCode code = runtime.Install(Image, Chunk, "test");
        _start = code.Entry - Image.EntryOffset;
        _handle->Entry = code.Entry;
        _closure[0] = ObjectLayout.Header(ObjectType.Closure, 0);
        _closure[1] = (ulong)_handle;
    }

    public static CodeImage Compile(Chunk chunk, byte[]? feedback = null, int entryPc = 0)
    {
        Pipeline.Verifies = true;
        var job = new CompileJob(chunk, entryPc, [.. feedback ?? new byte[chunk.Code.Length]], CompileOptions.ForThisMachine);
        var compiled = Assert.IsType<CompileResult.Compiled>(Pipeline.Compile(job));
        Assert.Null(ImageVerifier.Verify(compiled.Image, chunk, CpuLevels.ThisMachine));
        return compiled.Image;
    }

    public ExecContext* Context => _fiber.Context;
    public ulong* Args => _fiber.Args;
    public SavedRegisters* Saved => _fiber.Saved;
    public Value Result => new(_fiber.Context->Result);

    public NativeExit Enter(params ReadOnlySpan<Value> arguments)
    {
        for (int i = 0; i < arguments.Length; i++) _fiber.Args[i] = arguments[i].Bits;
        _fiber.Context->ArgCount = arguments.Length;
        _fiber.Context->Callee = (ulong)_closure + Value.HeapTag;
        return _fiber.Enter(_handle->Entry);
    }

    public NativeExit Resume(Value result)
    {
        Saved->General[0] = result.Bits;
        return _fiber.ResumeSaved();
    }

    public Value Call(params ReadOnlySpan<Value> arguments)
    {
        Assert.Equal(NativeExit.Returned, Enter(arguments));
        return Result;
    }

    /// <summary>The site that a deopt, poll or runtime call left at.</summary>
    public NativeSite Site => _fiber.Runtime.FindSite(*(nint*)(_fiber.Context->FiberSp + sizeof(SavedRegisters)))!;

    /// <summary>The frame as the interpreter would see it, floats as flonums.</summary>
    public Value[] Snapshot()
    {
        NativeSite site = Site;
        ulong* frame = (ulong*)(_fiber.Context->FiberSp + sizeof(SavedRegisters) + sizeof(nint));
        SavedRegisters* saved = Saved;
        var values = new Value[site.Snapshot!.Slots.Length];
        for (int i = 0; i < values.Length; i++)
        {
            SlotSource source = site.Snapshot.Slots[i];
            int n = (int)source.Operand;
            values[i] = source.Kind switch
            {
                SlotSourceKind.Constant => new Value(source.Operand),
                SlotSourceKind.Gpr => new Value(saved->General[n]),
                SlotSourceKind.Slot => new Value(frame[n]),
                SlotSourceKind.GprBool => Value.FromBool(saved->General[n] != 0),
                SlotSourceKind.BoolSlot => Value.FromBool(frame[n] != 0),
                SlotSourceKind.Xmm => Number(saved->Float[n]),
                SlotSourceKind.FloatSlot => Number(BitConverter.UInt64BitsToDouble(frame[n])),
                _ => throw new InvalidOperationException($"{source.Kind}"),
            };
        }
        return values;
    }

    public static Value Number(double d) => Value.TryFlonum(d, out Value v) || Value.TryImmediateFloat(d, out v) ? v : throw new InvalidOperationException("boxed");
    public static Value Number(long n) => Value.FromFixnum(n);

    public void Dispose()
    {
        _fiber.Dispose();
        NativeMemory.Free(_handle);
        NativeMemory.AlignedFree(_closure);
    }
}
