using System.Diagnostics;
using System.Globalization;
using ClaudeLang.Jit;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Bench;

/// <summary>
/// How fast the compilers are on the same functions: those of the programs that also exist as WebAssembly. What each reads is of another
/// kind (bytecode words, WebAssembly, IL), so its bytes are told beside the rates.
/// </summary>
public sealed class CompilerPart(Results results, IReadOnlyList<Case> cases, IReadOnlyList<Contestant> contestants, bool quick)
{
    private const string Table = "speed, same functions", PerProgram = "machine code of this project's optimizing tier";

    /// <summary>Of each tier; .NET's own tiers have come to rest after two seconds.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    private readonly Case[] _numeric = [.. cases.Where(test => File.Exists(Path.Combine(Repository.Programs, test.Name + ".wat")))];

    public void Run()
    {
        if (_numeric.Length == 0) return;
        MeasureOwn();
        if (contestants.Any(contestant => contestant.Name == Names.Cranelift))
            MeasureOther(Names.Cranelift, new Command(CraneliftPeer.Binary, ["--compile", .. _numeric.Select(test => Path.Combine(Repository.Programs, test.Name + ".wat"))]), CountWasmFunctions());
        if (contestants.Any(contestant => contestant.Name == Names.CSharp))
            MeasureOther(Names.CSharp, new Command(CSharpPeer.Binary, ["--compile", .. _numeric.Select(test => test.Name)], new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" }), null);
    }

    private void MeasureOwn()
    {
        if (NativeRuntime.Shared is not { } runtime)
        {
            results.Gaps.Add(new Gap(Table, Names.Native, NativeRuntime.WhyOff));
            return;
        }
        int rounds = quick ? 3 : 30;
        var totals = new Dictionary<CodeTier, Sum> { [CodeTier.Optimized] = new(), [CodeTier.Baseline] = new() };
        (Case Test, List<CompileJob> Jobs)[] asked = [.. _numeric.Select(test => (test, JobsOf(test, runtime)))];
        if (!quick) Warm([.. asked.SelectMany(each => each.Jobs)]);
        foreach ((Case test, List<CompileJob> all) in asked)
        {
            foreach (IGrouping<CodeTier, CompileJob> jobs in all.GroupBy(job => job.Options.Tier))
            {
                var sum = new Sum();
                foreach (CompileJob job in jobs) Add(sum, job, rounds);
                totals[jobs.Key].Add(sum);
                if (jobs.Key == CodeTier.Optimized) Tell(PerProgram, test.Name, sum);
            }
        }
        foreach ((CodeTier tier, Sum total) in totals)
        {
            string name = tier == CodeTier.Optimized ? Names.Native : Names.Baseline;
            Tell(Table, name, total);
            if (total.Functions > 0) Row(Table, name, "bytecodes/s", total.InputBytes / 4 / total.Ms * 1000);
        }
    }

    /// <summary>What a run of the program asks for, with the feedback that it has then.</summary>
    private static List<CompileJob> JobsOf(Case test, NativeRuntime runtime)
    {
        string source = File.ReadAllText(Path.Combine(Repository.Programs, test.Name + ".cl"));
        string text = string.Create(CultureInfo.InvariantCulture, $"{source}\n(dotimes (i {Case.QuickIterations}) (run {test.QuickSize}))\n");
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText(test.Name + ".cl", text), StandardLibrary.Instance);
        ProgramCode code = outcome.Program ?? throw new InvalidOperationException(outcome.RenderErrors());
        var sink = new Recorder(runtime);
        using var execution = new Execution(code, new SilentHost(), library: StandardLibrary.Instance.Prelude, native: runtime, sink: sink);
        while (execution.Run() == RunStatus.Yielded) { }
        return sink.Jobs;
    }

    /// <summary>As in a compiler node that has worked for a while: .NET has optimized the compilers themselves.</summary>
    private static void Warm(IReadOnlyList<CompileJob> jobs)
    {
        foreach (IGrouping<CodeTier, CompileJob> ofTier in jobs.GroupBy(job => job.Options.Tier))
        {
            long began = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(began) < WarmUp)
                foreach (CompileJob job in ofTier) Pipeline.Compile(job);
        }
    }

    private static void Add(Sum sum, CompileJob job, int rounds)
    {
        if (Pipeline.Compile(job) is not CompileResult.Compiled compiled) return;
        var times = new List<double>();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < rounds; round++)
        {
            long began = Stopwatch.GetTimestamp();
            Pipeline.Compile(job);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        sum.TemporaryBytes += (GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds;
        sum.Functions++;
        sum.InputBytes += 4 * job.Chunk.Code.Length;
        sum.CodeBytes += compiled.Image.Code.Length;
        sum.Ms += Statistics.Median(times);
    }

    private void MeasureOther(string name, Command command, int? functions)
    {
        string[] words = (ChildProcess.Run(command)?.Output ?? "").Split('\n').FirstOrDefault(line => line.StartsWith("compile ", StringComparison.Ordinal))?.Split(' ') ?? [];
        if (words.Length != 5)
        {
            results.Gaps.Add(new Gap(Table, name, "it did not measure its compiler"));
            return;
        }
        long[] numbers = [.. words.Skip(1).Select(word => long.Parse(word, CultureInfo.InvariantCulture))];
        Tell(Table, name, new Sum { Functions = functions ?? (int)numbers[0], InputBytes = numbers[1], CodeBytes = numbers[2], Ms = numbers[3] / 1e6 });
    }

    private int CountWasmFunctions() => _numeric.Sum(test => File.ReadAllText(Path.Combine(Repository.Programs, test.Name + ".wat")).Split("(func ").Length - 1);

    private void Tell(string table, string name, Sum sum)
    {
        if (sum.Functions == 0) return;
        Row(table, name, "functions", sum.Functions);
        Row(table, name, "ms", sum.Ms);
        Row(table, name, "input B", sum.InputBytes);
        Row(table, name, "input KB/s", sum.InputBytes / sum.Ms);
        Row(table, name, "code B", sum.CodeBytes);
        Row(table, name, "code KB/s", sum.CodeBytes / sum.Ms);
        Row(table, name, "code B/function", (double)sum.CodeBytes / sum.Functions);
        if (sum.TemporaryBytes > 0) Row(table, name, "temporary B/function", (double)sum.TemporaryBytes / sum.Functions);
    }

    private void Row(string table, string name, string measure, double value) => results.Rows.Add(new Row(Results.Compilers, table.Replace(",", "", StringComparison.Ordinal), name, measure, 0, value));

    private sealed class Sum
    {
        public int Functions { get; set; }
        public long InputBytes { get; set; }
        public long CodeBytes { get; set; }
        public long TemporaryBytes { get; set; }
        public double Ms { get; set; }

        public void Add(Sum other)
        {
            Functions += other.Functions;
            InputBytes += other.InputBytes;
            CodeBytes += other.CodeBytes;
            TemporaryBytes += other.TemporaryBytes;
            Ms += other.Ms;
        }
    }

    /// <summary>Compiles at once what a program asks for, and remembers what that was.</summary>
    private sealed class Recorder(NativeRuntime runtime) : ICompileSink
    {
        private readonly LocalCompiler _compiler = new(runtime);

        public List<CompileJob> Jobs { get; } = [];

        public void Request(Execution execution, CompileCandidate candidate)
        {
            var job = CompileJob.For(candidate);
            Jobs.Add(job);
            if (_compiler.Compile(job).Code is { } code) execution.Publish(candidate.FunctionIndex, code);
        }
    }

    private sealed class SilentHost : IHost
    {
        public IReadOnlyList<string> Args => [];
        public Permissions Permissions => Permissions.Denied;
        public void WriteOut(string text) { }
        public void WriteError(string text) { }
        public string? ReadLine() => null;
    }
}
