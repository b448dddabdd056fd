namespace ClaudeLang.Vm.Bytecode;

/// <summary>What a chunk from outside may have at most. Nothing here limits what a source file can say to its own process.</summary>
public static class ChunkLimits
{
    public const int BytesMax = 16 << 20;
    /// <summary>How deep functions may stand in functions.</summary>
    public const int FunctionDepthMax = 1000;
    /// <summary>How deep lists and dicts may stand in one constant.</summary>
    public const int ConstantDepthMax = 1000;
    /// <summary>Function word, resume pc, locals and operands of an interpreter frame.</summary>
    public const int FrameWordsMax = 4096;
    /// <summary>Arguments of one call, parameters of one function.</summary>
    public const int ArgsMax = Interpreter.ExecContext.ArgsMax;
}
