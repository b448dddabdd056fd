using System.Collections.Concurrent;
using System.Diagnostics;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Install;

/// <summary>What this machine compiled for itself so far.</summary>
/// <param name="Bailouts">How many jobs gave no code, by reason.</param>
/// <param name="Refusals">How many images the verifier did not accept, by reason.</param>
public sealed record CompileTotals(
    int FunctionsCompiled, long CodeBytes, TimeSpan CompileTime, IReadOnlyDictionary<BailoutReason, int> Bailouts, IReadOnlyDictionary<ImageFaultReason, int> Refusals)
{
    public static readonly CompileTotals None = new(0, 0, TimeSpan.Zero, new Dictionary<BailoutReason, int>(), new Dictionary<ImageFaultReason, int>());
}

/// <param name="Code">Null if the job gives no code.</param>
/// <param name="WhyNot">For people; empty if there is code.</param>
/// <param name="IsForNow">The same job may give code to a later run.</param>
public sealed record LocalResult(InstalledCode? Code, string WhyNot, bool IsForNow = false);

/// <summary>Compiles, verifies and installs on the calling thread; each job once, whoever asks and however often, as long as its code is installed.</summary>
/// <param name="compile">The compile wing; <see cref="Pipeline.Compile"/> if null.</param>
public sealed class LocalCompiler(NativeRuntime runtime, Func<CompileJob, CompileResult>? compile = null)
{
    public const string Origin = "local";
    private readonly Func<CompileJob, CompileResult> _compile = compile ?? Pipeline.Compile;
    /// <summary>Results that are remembered; then all are forgotten.</summary>
    private const int DoneMax = 20_000;

    private readonly ConcurrentDictionary<CodeKey, Lazy<LocalResult>> _running = new();
    private readonly ConcurrentDictionary<CodeKey, LocalResult> _done = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<BailoutReason, int> _bailouts = [];
    private readonly Dictionary<ImageFaultReason, int> _refusals = [];
    private int _compiled;
    private long _codeBytes;
    private TimeSpan _time;

    public NativeRuntime Runtime => runtime;

    public CompileTotals Totals
    {
        get { lock (_lock) return new CompileTotals(_compiled, _codeBytes, _time, new Dictionary<BailoutReason, int>(_bailouts), new Dictionary<ImageFaultReason, int>(_refusals)); }
    }

    /// <summary>Never throws. Any thread.</summary>
    public LocalResult Compile(CompileJob job) => Compile(job, out _);

    /// <param name="took">Null: it was compiled for somebody before, or is just now.</param>
    public LocalResult Compile(CompileJob job, out TimeSpan? took)
    {
        TimeSpan? compiled = null;
        LocalResult result = Done(job) ?? _running.GetOrAdd(job.Key, _ => new Lazy<LocalResult>(() => Done(job) ?? Remember(job, CompileOnce(job, out compiled)))).Value;
        _running.TryRemove(job.Key, out _);
        took = compiled;
        return result;
    }

    /// <summary>Not code that had to make room meanwhile.</summary>
    private LocalResult? Done(CompileJob job) =>
        _done.TryGetValue(job.Key, out LocalResult? done) && (done.Code is not { } code || ReferenceEquals(runtime.Find(code.ImageKey), code)) ? done : null;

    private LocalResult Remember(CompileJob job, LocalResult result)
    {
        if (result.IsForNow) return result;
        if (_done.Count >= DoneMax) _done.Clear();
        return _done[job.Key] = result;
    }

    private LocalResult CompileOnce(CompileJob job, out TimeSpan? took)
    {
        took = null;
        long start = Stopwatch.GetTimestamp();
        try
        {
            CompileResult result = _compile(job);
            if (result is CompileResult.Bailed bailed) return Bail(bailed.Reason, bailed.Detail);
            var compiled = (CompileResult.Compiled)result;
            InstalledCode code = runtime.Install(compiled.Image, job.Chunk, Origin);
            took = Stopwatch.GetElapsedTime(start);
            lock (_lock)
            {
                _compiled++;
                _codeBytes += compiled.Image.Code.Length;
                _time += took.Value;
            }
            return new LocalResult(code, "");
        }
        catch (ImageRefusedException refused)
        {
            lock (_lock) _refusals[refused.Fault.Reason] = _refusals.GetValueOrDefault(refused.Fault.Reason) + 1;
            return new LocalResult(null, refused.Message);
        }
        catch (CodeMemoryException full)
        {
            return Bail(BailoutReason.CodeMemoryFull, full.Message) with { IsForNow = true };
        }
        catch (Exception bug)
        {
            // A bug of the compiler ends this compile and nothing else: the function stays as it is.
            return Bail(BailoutReason.CompilerFault, bug.Message);
        }
    }

    private LocalResult Bail(BailoutReason reason, string detail)
    {
        lock (_lock) _bailouts[reason] = _bailouts.GetValueOrDefault(reason) + 1;
        return new LocalResult(null, $"{Reasons.Info(reason).Text}: {detail}");
    }
}
