using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Language;

/// <param name="FileName">As the user gave it; for messages.</param>
/// <param name="Imports">The files that it imports: a program is complete wherever it is sent.</param>
public sealed record ProgramSource(
    string FileName, ReadOnlyMemory<byte> Text, IReadOnlyList<string> Args, Grants Grants, IReadOnlyList<SubmittedFile> Imports, ProgramLimits? Limits = null, JitMode Jit = JitMode.Full,
    TierSettings? Tiers = null)
{
    public static ProgramSource Of(SubmitProgram submit) =>
        new(submit.FileName, submit.Source, submit.Args, submit.Grants, submit.Imports, submit.RunLimits, submit.Jit, submit.Tiers);
}

/// <summary>Turns source text into something that runs. One implementation is the virtual machine; tests have another.</summary>
public interface ILanguage
{
    /// <summary>Runs a small program once, so that the first real one does not pay for the start of the virtual machine itself.</summary>
    void WarmUp();

    /// <param name="reportHot">Called on the running thread, at once and without waiting, for what is worth optimizing; null: only baseline code is made, if the source wants that.</param>
    /// <param name="tierLog">Is told what happens to the code of the program's functions, on any thread; null: nobody asked.</param>
    /// <exception cref="BadProgramException">The text does not compile.</exception>
    IProgram Load(ProgramSource source, IConsole console, Action<CompileCandidate>? reportHot, Action<TierEvent>? tierLog = null);
}

/// <summary>The message is for the user as it stands: position, text, excerpt, caret.</summary>
public sealed class BadProgramException(string message) : Exception(message);

/// <summary>Where a program's text goes. Called on the running thread.</summary>
public interface IConsole
{
    void Write(bool isError, string text);
    string? ReadLine();
}

/// <summary>Swallows everything.</summary>
internal sealed class SilentConsole : IConsole
{
    public void Write(bool isError, string text) { }
    public string? ReadLine() => null;
}

public enum SliceEnd
{
    Finished,
    /// <summary>An error that nobody caught; <see cref="IProgram.Failure"/> has the text.</summary>
    Failed,
    Yielded,
    /// <summary>Nothing to do before <see cref="IProgram.SleepMs"/> have passed.</summary>
    Sleeping,
}

/// <summary>A function of a running program and how it runs at the moment.</summary>
public readonly record struct ProgramFunction(int Index, string Name, string Hash, ExecutionMode Mode, int Deopts);

/// <summary>A running program. One thread at a time runs it; <see cref="Preempt"/>, <see cref="InNative"/> and <see cref="Publish"/> are for any.</summary>
public interface IProgram : IDisposable
{
    string Hash { get; }
    /// <summary>Warnings about the text, ready to print.</summary>
    IReadOnlyList<string> Warnings { get; }
    IReadOnlyList<ProgramFunction> Functions { get; }
    bool InNative { get; }
    /// <summary>Of a program that has ended: what to print of its error and of tasks that failed and nobody awaited, messages and traces; null if there is nothing.</summary>
    string? Failure { get; }
    int SleepMs { get; }
    /// <summary>Of a finished program: the value of its last form as text; null for nil.</summary>
    string? ResultText { get; }
    SliceEnd Run();
    void Preempt();
    Chunk ChunkOf(int functionIndex);
    void Publish(int functionIndex, InstalledCode code);
}
