using System.Collections.Immutable;
using System.Text;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Jit;

/// <summary>What a compile may vary in, apart from its input. Part of the key.</summary>
/// <param name="CpuLevel">One of <see cref="CpuLevels"/>: the machine that the code is for, not the one that compiles.</param>
public sealed record CompileOptions(string CpuLevel)
{
    public static CompileOptions ForThisMachine { get; } = new(CpuLevels.ThisMachine);

    internal byte[] ToBytes() => Encoding.ASCII.GetBytes(CpuLevel);
}

/// <summary>One thing to compile. Closed over nothing: the same job gives the same bytes on any machine.</summary>
/// <param name="EntryPc">0: the whole function; else the loop head (target of a `loop`) that is entered while running.</param>
/// <param name="Feedback">One Profile.Feedback byte an instruction of the chunk.</param>
public sealed record CompileJob(Chunk Chunk, int EntryPc, ImmutableArray<byte> Feedback, CompileOptions Options)
{
    private CodeKey? _key;
    public CodeKey Key => _key ??= CodeKey.Of(this);
}
