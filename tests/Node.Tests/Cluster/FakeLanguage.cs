using System.Text;
using ClaudeLang.Node.Executors;
using ClaudeLang.Node.Farm;
using ClaudeLang.Node.Language;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Tests.Cluster;

/// <summary>
/// A language of one sentence, to test the actors without a virtual machine: the program reports its one function hot, runs
/// slices until code for it is published (or as many as its text says), and prints how it ran.
/// </summary>
internal sealed class FakeLanguage : ILanguage
{
    public void WarmUp() { }

    public IProgram Load(ProgramSource source, IConsole console, Action<CompileCandidate>? reportHot, Action<TierEvent>? tierLog = null)
    {
        var text = Encoding.UTF8.GetString(source.Text.Span);
        return text.StartsWith("bad", StringComparison.Ordinal) ? throw new BadProgramException($"{source.FileName}:1:1: error: {text}") : new FakeProgram(text, console, reportHot);
    }
}

internal sealed class FakeProgram(string text, IConsole console, Action<CompileCandidate>? reportHot) : IProgram
{
    public static readonly Chunk Function = new() { Name = "f", ParamCount = 0, LocalCount = 0, OperandDepthMax = 1, Code = [] };
    private InstalledCode? _code;
    private int _slices;

    public string Hash { get; } = Hash256.Of(Encoding.UTF8.GetBytes(text)).ToString();
    public IReadOnlyList<string> Warnings => [];
    public IReadOnlyList<ProgramFunction> Functions => [new(0, "f", "f-hash", _code is null ? ExecutionMode.Profiling : ExecutionMode.JitCompiled, 0)];
    public bool InNative => _code is not null;
    public int SleepMs => 0;
    public string? Failure { get; private set; }
    public string? ResultText => null;

    public SliceEnd Run()
    {
        if (_slices++ == 0 && _code is null) reportHot?.Invoke(new CompileCandidate(0, Function, 0, [1, 2]));
        if (text == "fail")
        {
            Failure = "error: :type wanted";
            return SliceEnd.Failed;
        }
        if (text == "flood") console.Write(false, new string('x', Limits.OutputChunkBytesMax));
        var goesOn = text == "flood" ? _slices < 200 : _code is null && reportHot is not null;
        if (goesOn) return SliceEnd.Yielded;
        console.Write(false, "done\n");
        return SliceEnd.Finished;
    }

    public Chunk ChunkOf(int functionIndex) => Function;
    public void Preempt() { }
    public void Publish(int functionIndex, InstalledCode code) => _code = code;
    public void Dispose() { }
}

/// <summary>Images are the job's bytes reversed; counts what it is asked.</summary>
internal sealed class FakeCompiler : ICompiler
{
    private int _compiles, _installs;
    public int Compiles => _compiles;
    public int Installs => _installs;
    public string CpuLevel => "fake";
    public void WarmUp() { }

    public (string Key, byte[] Job) MakeJob(CompileCandidate candidate, IReadOnlyList<string> passesOff) => ("key of f", candidate.Feedback);

    public WorkerOutcome Compile(string key, byte[] job)
    {
        Interlocked.Increment(ref _compiles);
        return WorkerOutcome.Of([.. job.Reverse()]);
    }

    public InstalledCode Install(string key, byte[] image, string origin, Chunk function)
    {
        Interlocked.Increment(ref _installs);
        return new InstalledCode(1, 0, image.Length, key, origin);
    }
}
