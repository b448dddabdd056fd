using System.Collections.Concurrent;
using System.Diagnostics;
using ClaudeLang.Node.Farm;
using ClaudeLang.Node.Language;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Executors;

/// <summary>The farm of a process that has none: one thread below normal priority that compiles for the one program here, or the program's own.</summary>
/// <param name="passesOff">See <see cref="ICompiler.MakeJob"/>.</param>
/// <param name="waits">Compile on the thread that asks, which then finds the code there.</param>
/// <param name="tierLog">Is told of each compile; null: nobody asked.</param>
public sealed class LocalFarm(ICompiler compiler, RunLog log, IReadOnlyList<string> passesOff, bool waits, Action<TierEvent>? tierLog) : IDisposable
{
    public const string Origin = "this process";
    private BlockingCollection<(long Number, CompileCandidate Candidate)>? _requests;
    private IProgram? _program;
    private Thread? _thread;

    /// <summary>From the program's thread, after <see cref="Serve"/> was called.</summary>
    public void Request(CompileCandidate candidate)
    {
        var number = log.Reported(candidate);
        if (waits)
        {
            Compile(number, candidate);
            return;
        }
        Start();
        _requests!.Add((number, candidate));
    }

    /// <summary>Names the program, before it runs.</summary>
    public void Serve(IProgram program) => _program = program;

    /// <summary>From the program's thread, as often as one likes: the compiler's own start takes longer than a short program does.</summary>
    public void Start()
    {
        if (waits || _thread is not null || _program is null) return;
        _requests = [];
        _thread = new Thread(Loop) { IsBackground = true, Name = "compiler" };
        _thread.Start();
    }

    public void Dispose() => _requests?.CompleteAdding();

    private void Loop()
    {
        LowPriority.EnterThread(LowPriority.Some);
        compiler.WarmUp();
        foreach (var (number, candidate) in _requests!.GetConsumingEnumerable()) Compile(number, candidate);
    }

    private void Compile(long number, CompileCandidate candidate)
    {
        var started = Stopwatch.GetTimestamp();
        var (key, job) = compiler.MakeJob(candidate, passesOff);
        var outcome = compiler.Compile(key, job);
        if (outcome.Image is not { } image)
        {
            Refuse(number, candidate, outcome.Reason, outcome.Detail);
            return;
        }
        try
        {
            var code = compiler.Install(key, image, Origin, candidate.Chunk);
            var took = Stopwatch.GetElapsedTime(started);
            tierLog?.Invoke(new TierEvent.Compiled(candidate.Chunk, candidate.Tier, candidate.EntryPc, code.CodeBytes, took.TotalMilliseconds, candidate.Turns, Origin));
            _program!.Publish(candidate.FunctionIndex, code);
            log.Swapped(number, code, fromStore: false, (long)took.TotalMicroseconds, []);
        }
        catch (InstallRefusedException e)
        {
            Refuse(number, candidate, e.Reason, e.Message);
        }
    }

    private void Refuse(long number, CompileCandidate candidate, RefusalReason reason, string detail)
    {
        tierLog?.Invoke(new TierEvent.BailedOut(candidate.Chunk, candidate.Tier, candidate.EntryPc, detail));
        log.Refused(number, reason, detail, []);
    }
}
