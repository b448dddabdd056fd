using System.Collections.Immutable;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Jit;

/// <summary>A function that C# can call. Each call is a run of its own: nothing is left of one in the next.</summary>
public sealed class CompiledFunction
{
    private readonly JitCompiler _jit;
    private readonly LocalResult _result;

    internal CompiledFunction(JitCompiler jit, Chunk bytecode, string chunkId, LocalResult result) =>
        (_jit, Bytecode, ChunkId, _result) = (jit, bytecode, chunkId, result);

    public Chunk Bytecode { get; }
    public string ChunkId { get; }
    /// <summary>False: it is interpreted, and <see cref="WhyNotNative"/> says why.</summary>
    public bool IsNative => _result.Code is not null;
    public string WhyNotNative => _result.WhyNot;
    /// <summary>Bytes of machine code.</summary>
    public int CodeBytes => _result.Code?.CodeBytes ?? 0;

    /// <summary>The machine code as text; empty if there is none.</summary>
    public string Disassemble() =>
        _result.Code is { } code && NativeRuntime.Shared?.FindImage(code.Entry + 1) is { } image ? ImageText.Print(image, Bytecode) : "";

    /// <summary>Calls the function.</summary>
    /// <param name="arguments">Integers, floats, bools, strings, null (nil), and sequences of these (lists).</param>
    /// <returns>See <see cref="JitCompiler.CompileAndRun"/>.</returns>
    /// <exception cref="ArgumentException">An argument has no counterpart in the language.</exception>
    /// <exception cref="ProgramFailedException">The call ended with an error; a wrong number of arguments is one too.</exception>
    public object? Invoke(params object?[] arguments) => _jit.Run(CallOf(arguments), new HashSet<Chunk>(ReferenceEqualityComparer.Instance) { Bytecode });

    /// <summary>A program that makes the function, gives it its own name, and calls it with the arguments.</summary>
    private Chunk CallOf(object?[] arguments)
    {
        if (arguments.Length > ChunkLimits.ArgsMax) throw new ArgumentException($"At most {ChunkLimits.ArgsMax} arguments can be passed.", nameof(arguments));
        var code = ImmutableArray.CreateBuilder<uint>();
        code.Add(Instruction.PackU24(Opcode.Closure, 0));
        ImmutableArray<GlobalRef> globals = [.. Bytecode.Globals.Where(global => global.IsSelf).Select(global => global with { IsSelf = false })];
        for (int i = 0; i < globals.Length; i++)
        {
            code.Add(Instruction.Pack(Opcode.Dup));
            code.Add(Instruction.PackU24(Opcode.GlobalDefine, i));
        }
        for (int i = 0; i < arguments.Length; i++) code.Add(Instruction.PackU24(Opcode.Const, i));
        code.Add(Instruction.PackU24(Opcode.Call, arguments.Length));
        code.Add(Instruction.Pack(Opcode.Return));
        return new Chunk
        {
            Name = "top level",
            ParamCount = 0,
            LocalCount = 0,
            OperandDepthMax = Math.Max(2, arguments.Length + 1),
            Code = code.ToImmutable(),
            Constants = [.. arguments.Select(HostValues.ToConstant)],
            Globals = globals,
            Functions = [Bytecode],
        };
    }
}
