using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Tiering;

/// <summary>How a function runs at the moment.</summary>
public enum ExecutionMode : byte
{
    Interpreted = 0,
    /// <summary>Interpreted, and what is recorded from here on is what a compile will see.</summary>
    Profiling = 1,
    JitCompiled = 2,
    /// <summary>As Profiling, in baseline code.</summary>
    Baseline = 3,
}

/// <summary>Which compiler. Numbers travel in jobs and images: only add.</summary>
public enum CodeTier : byte
{
    /// <summary>One pass, the interpreter's frames, nothing assumed.</summary>
    Baseline = 1,
    Optimized = 2,
}

/// <summary>A function that the tier policy wants compiled, with everything a job needs.</summary>
/// <param name="FunctionIndex">In the execution that asks; where the code is to be published.</param>
/// <param name="EntryPc">0, or the loop head that is running hot.</param>
/// <param name="Feedback">Frozen copy, one byte an instruction (see Profile.Feedback).</param>
/// <param name="Tier">Baseline code has all entries in one; its EntryPc is 0.</param>
/// <param name="Turns">Calls and back-edges of the function so far, for people.</param>
/// <param name="LeavesAtGuards">The code is for a run under stress: it also leaves at guards that hold.</param>
public sealed record CompileCandidate(int FunctionIndex, Chunk Chunk, int EntryPc, byte[] Feedback, CodeTier Tier = CodeTier.Optimized, long Turns = 0, bool LeavesAtGuards = false)
{
    public IReadOnlyList<CandidateCallee> Callees { get; init; } = [];
}

/// <summary>A small function that the candidate may call by a name that stands for it for ever (see <see cref="LeafFunctions"/>).</summary>
/// <param name="Global">Index of the name in the candidate's globals.</param>
/// <param name="Feedback">Frozen copy, one byte an instruction.</param>
public sealed record CandidateCallee(int Global, Chunk Chunk, byte[] Feedback);

/// <summary>The port out: "please compile this". Called on the executor's thread; must return at once and never throw.</summary>
public interface ICompileSink
{
    void Request(Interpreter.Execution execution, CompileCandidate candidate);
}
