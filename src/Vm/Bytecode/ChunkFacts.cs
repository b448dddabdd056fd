using System.Collections.Immutable;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>What verifying one function found out about it.</summary>
/// <param name="DepthBefore">Operands on the stack before each instruction, one entry an instruction; <see cref="Unreachable"/> if none leads there.</param>
/// <param name="LoopHeads">The targets of its reachable `loop` instructions, ascending.</param>
public sealed record ChunkFacts(short[] DepthBefore, ImmutableArray<int> LoopHeads)
{
    public const short Unreachable = -1;

    public bool IsReachable(int pc) => DepthBefore[pc] != Unreachable;
    public bool IsLoopHead(int pc) => LoopHeads.BinarySearch(pc) >= 0;
}

/// <summary>What a chunk can be wrong about, one entry a rule of <see cref="ChunkVerifier"/>.</summary>
public enum ChunkRule
{
    /// <summary>Counts are not negative, and locals hold the parameters and the rest list.</summary>
    Locals,
    /// <summary>The frame has at most <see cref="ChunkLimits.FrameWordsMax"/> words, parameters are at most <see cref="ChunkLimits.ArgsMax"/>.</summary>
    FrameSize,
    /// <summary>Positions are for all instructions or for none.</summary>
    Positions,
    /// <summary>Inlined loops lie inside the code.</summary>
    InlinedLoops,
    /// <summary>Unwind ranges lie inside the code; they land outside of themselves, with the operands that are there all through the range.</summary>
    Unwinds,
    /// <summary>Quoted dicts have a value for each key; quoted data hold no unbound and no built-in.</summary>
    Constants,
    /// <summary>Globals: a known kind; equal names agree in the whole tree; a variable has no parameters; the function itself has this chunk's parameters, and is there once.</summary>
    Globals,
    /// <summary>Captures name a local or a capture of the function around.</summary>
    Captures,
    Opcode,
    /// <summary>No bits outside the operand.</summary>
    Operand,
    LocalIndex,
    ConstantIndex,
    /// <summary>The operand names a constant of the kind that the instruction needs.</summary>
    ConstantKind,
    GlobalIndex,
    /// <summary>Calls go to global functions and match their parameters; only variables are assigned.</summary>
    GlobalUse,
    FunctionIndex,
    CaptureIndex,
    BuiltinIndex,
    /// <summary>At most <see cref="ChunkLimits.ArgsMax"/> arguments.</summary>
    ArgCount,
    /// <summary>Jumps go forward and loops backward, inside the code.</summary>
    JumpTarget,
    /// <summary>The last instruction does not go on.</summary>
    End,
    /// <summary>No instruction takes more operands than there are.</summary>
    Underflow,
    /// <summary>Never more operands than OperandDepthMax.</summary>
    Overflow,
    /// <summary>Every way to an instruction comes with the same number of operands.</summary>
    DepthMismatch,
}

/// <param name="Function">Name of the function, for people.</param>
/// <param name="Pc">The instruction; -1 if it is about the function as a whole.</param>
public sealed record ChunkViolation(ChunkRule Rule, string Function, int Pc, string Message)
{
    public override string ToString() => Pc < 0 ? $"{Function}: {Message} ({Rule})" : $"{Function}, instruction {Pc}: {Message} ({Rule})";
}

/// <summary>A chunk that must not run.</summary>
public sealed class ChunkInvalidException(ChunkViolation violation) : Exception($"This bytecode is not valid: {violation}.")
{
    public ChunkViolation Violation { get; } = violation;
}
