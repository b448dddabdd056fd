using System.Collections.Concurrent;
using System.Diagnostics;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Install;

/// <summary>What this machine compiled for itself so far.</summary>
/// <param name="Bailouts">How many jobs gave no code, by reason.</param>
/// <param name="Refusals">How many images the verifier did not accept, by reason.</param>
public sealed record CompileTotals(
    int FunctionsCompiled, long CodeBytes, TimeSpan CompileTime, IReadOnlyDictionary<BailoutReason, int> Bailouts, IReadOnlyDictionary<ImageFaultReason, int> Refusals);

/// <summary>Compiles, verifies and installs on the calling thread; each job once, whoever asks and however often.</summary>
/// <param name="compile">The compile wing; <see cref="Pipeline.Compile"/> if null.</param>
public sealed class LocalCompiler(NativeRuntime runtime, Func<CompileJob, CompileResult>? compile = null)
{
    private readonly Func<CompileJob, CompileResult> _compile = compile ?? Pipeline.Compile;
    private readonly ConcurrentDictionary<CodeKey, Lazy<InstalledCode?>> _done = new();
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

    /// <summary>Null if the job gives no code; <see cref="Totals"/> says why. Never throws. Any thread.</summary>
    public InstalledCode? Compile(CompileJob job) => _done.GetOrAdd(job.Key, _ => new Lazy<InstalledCode?>(() => CompileOnce(job))).Value;

    private InstalledCode? CompileOnce(CompileJob job)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            CompileResult result = _compile(job);
            if (result is not CompileResult.Compiled compiled) return Bail(((CompileResult.Bailed)result).Reason);
            InstalledCode code = runtime.Install(compiled.Image, job.Chunk, "local");
            lock (_lock)
            {
                _compiled++;
                _codeBytes += compiled.Image.Code.Length;
                _time += Stopwatch.GetElapsedTime(start);
            }
            return code;
        }
        catch (ImageRefusedException refused)
        {
            lock (_lock) _refusals[refused.Fault.Reason] = _refusals.GetValueOrDefault(refused.Fault.Reason) + 1;
            return null;
        }
        catch (Exception)
        {
            // A bug of the compiler, or no more code memory, ends this compile and nothing else: the function stays as it is.
            return Bail(BailoutReason.CompilerFault);
        }
    }

    private InstalledCode? Bail(BailoutReason reason)
    {
        lock (_lock) _bailouts[reason] = _bailouts.GetValueOrDefault(reason) + 1;
        return null;
    }
}
