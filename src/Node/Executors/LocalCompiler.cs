using System.Collections.Concurrent;
using System.Diagnostics;
using ClaudeLang.Node.Farm;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Node.Language;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Executors;

/// <summary>The farm of a process that has none: one thread below normal priority that compiles for the one program here.</summary>
public sealed class LocalCompiler(ICompiler compiler, RunLog log) : IDisposable
{
    public const string Origin = "this process";
    private readonly BlockingCollection<(long Number, CompileCandidate Candidate)> _requests = [];

    /// <summary>From the program's thread; returns at once.</summary>
    public void Request(CompileCandidate candidate) => _requests.Add((log.Reported(candidate), candidate));

    public void Serve(IProgram program) => new Thread(() => Loop(program)) { IsBackground = true, Name = "compiler" }.Start();

    public void Dispose() => _requests.CompleteAdding();

    private void Loop(IProgram program)
    {
        LowPriority.EnterThread();
        compiler.WarmUp();
        foreach (var (number, candidate) in _requests.GetConsumingEnumerable())
        {
            var started = Stopwatch.GetTimestamp();
            var (key, job) = compiler.MakeJob(candidate);
            var outcome = compiler.Compile(key, job);
            if (outcome.Image is not { } image)
            {
                log.Refused(number, outcome.Reason, outcome.Detail, []);
                continue;
            }
            try
            {
                var code = compiler.Install(key, image, Origin, candidate.Chunk);
                program.Publish(candidate.FunctionIndex, code);
                log.Swapped(number, code, fromStore: false, (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds, []);
            }
            catch (ImageRejectedException e)
            {
                log.Refused(number, Protocol.RefusalReason.ImageRejected, e.Message, []);
            }
        }
    }
}
