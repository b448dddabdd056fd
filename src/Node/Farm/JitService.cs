using System.Text;
using ClaudeLang.Jit;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Node.Language;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Farm;

/// <summary>The compile wing and the install wing behind opaque bytes.</summary>
public sealed class JitService : ICompiler
{
    private const string Sample = """
        (define (sample v n sum)
          (dotimes (i n) (vector-set! v i (+ (vector-ref v i) (* i 3))))
          (let loop ((i 0) (x 0.5))
            (if (< i n) (loop (+ i 1) (* x (+ x 1.0))) (if (= n 0) sum (sample v (- n 1) (+ sum i))))))
        """;
    private static int _isWarm;

    public string CpuLevel => CpuLevels.ThisMachine;

    public void WarmUp()
    {
        if (Interlocked.Exchange(ref _isWarm, 1) != 0) return;
        var function = ClaudeLanguage.Compile("sample.cl", Encoding.UTF8.GetBytes(Sample), []).Main.Functions[0];
        var (key, job) = MakeJob(new CompileCandidate(0, function, 0, [.. function.Code.Select(_ => (byte)Feedback.Reached)]), []);
        if (Compile(key, job).Image is { } image) _ = ImageVerifier.Verify(CodeImage.Decode(image), function, CpuLevel);
    }

    public (string Key, byte[] Job) MakeJob(CompileCandidate candidate, IReadOnlyList<string> passesOff)
    {
        PassSwitches.TryParse(passesOff, out var off, out _);
        var job = CompileJob.For(candidate, off);
        return (job.Key.ToString(), job.Encode());
    }

    public WorkerOutcome Compile(string key, byte[] job)
    {
        try
        {
            var decoded = CompileJob.Decode(job);
            // The key holds the compiler's build: another one would make another image under this name.
            if (decoded.Key.ToString() != key) return WorkerOutcome.Not(RefusalReason.VersionMismatch, "this node has another build of the compiler");
            return Pipeline.Compile(decoded) switch
            {
                CompileResult.Compiled compiled => WorkerOutcome.Of(compiled.Image.Encode()),
                CompileResult.Bailed bailed => WorkerOutcome.Not(
                    bailed.Reason == BailoutReason.CompilerFault ? RefusalReason.CompilerFault : RefusalReason.CannotCompile, Told(bailed)),
                var other => WorkerOutcome.Not(RefusalReason.CompilerFault, other.GetType().Name),
            };
        }
        catch (ImageFormatException e)
        {
            return WorkerOutcome.Not(RefusalReason.BadJob, e.Message);
        }
        catch (Exception e)
        {
            // A bug of the compiler ends one compile, never the worker.
            return WorkerOutcome.Not(RefusalReason.CompilerFault, $"{e.GetType().Name}: {e.Message}");
        }
    }

    public InstalledCode Install(string key, byte[] image, string origin, Chunk function)
    {
        if (NativeRuntime.Shared is not { } native) throw new InstallRefusedException(RefusalReason.NoCodeMemory, NativeRuntime.WhyOff);
        if (native.Find(key) is { } known) return known;
        try
        {
            var decoded = CodeImage.Decode(image);
            if (decoded.Key.ToString() != key) throw new InstallRefusedException(RefusalReason.ImageRejected, "it has another key");
            return native.Install(decoded, function, origin);
        }
        catch (Exception e) when (e is ImageFormatException or ImageRefusedException)
        {
            throw new InstallRefusedException(RefusalReason.ImageRejected, e.Message);
        }
        catch (CodeMemoryException e)
        {
            throw new InstallRefusedException(RefusalReason.NoCodeMemory, e.Message);
        }
    }

    private static string Told(CompileResult.Bailed bailed) =>
        bailed.Detail.Length == 0 ? $"the function {Reasons.Info(bailed.Reason).Text}" : $"the function {Reasons.Info(bailed.Reason).Text} ({bailed.Detail})";
}
