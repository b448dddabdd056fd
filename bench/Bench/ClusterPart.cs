using System.Diagnostics;
using System.Globalization;

namespace ClaudeLang.Bench;

/// <summary>What a cluster is good for: how soon a program is fast, whether its executor stands still, how much several nodes get done.</summary>
public sealed class ClusterPart(Results results, IReadOnlyList<Case> cases, int rounds, bool quick, string folder)
{
    private const string Settle = "ms until an iteration is within 10 % of the steady state", Stall = "stalls of the executor in µs", Throughput = "jobs";
    private static readonly string[] _settlers = ["fib", "mandelbrot", "nbody", "richards"];
    private readonly Case[] _cases = [.. cases.Where(test => quick ? test.Name == "mandelbrot" : _settlers.Contains(test.Name))];
    private readonly int[] _sizes = quick ? [1, 2] : [1, 2, 4];

    public void Run()
    {
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                foreach (Case test in _cases) MeasureSettling(test, round);
                MeasureStalls(round);
                foreach (int nodes in _sizes) MeasureThroughput(nodes, round);
            }
        }
        catch (InvalidOperationException broken)
        {
            results.Gaps.Add(new Gap("cluster", Names.Native, broken.Message));
        }
    }

    private void MeasureSettling(Case test, int round)
    {
        string file = OwnTier.WriteProgram(test, folder)!;
        using (var alone = new ClusterNode("executor,compiler"))
            TellSettling(test, round, "cold, alone", Submit(alone, file, test));
        using var farm = new ClusterNode("compiler");
        using var first = new ClusterNode("executor", farm);
        TellSettling(test, round, "cold, with a compile farm", Submit(first, file, test));
        using var second = new ClusterNode("executor", farm);
        TellSettling(test, round, "warm, from the shared profile and code", Submit(second, file, test));
    }

    private void TellSettling(Case test, int round, string how, Trace trace)
    {
        Row(Settle, how, test.Name, round, trace.SettledMs);
        Row(Settle, how, test.Name + " first", round, trace.Ms[0]);
    }

    private Trace Submit(ClusterNode node, string file, Case test)
    {
        ChildResult? result = ChildProcess.Run(new Command(OwnTier.Binary, ["submit", file, .. test.Work(quick), "--cluster", node.Name]));
        Trace trace = Trace.Parse(result?.Output ?? "");
        return trace.Ms.Count > 0 ? trace : throw new InvalidOperationException($"{test.Name} did not run on a node: {result?.Reason}");
    }

    /// <summary>A program that looks at the clock after each small piece of work sees every pause that its executor makes.</summary>
    private void MeasureStalls(int round)
    {
        using var farm = new ClusterNode("compiler");
        using var node = new ClusterNode("executor", farm);
        foreach ((string how, string jit) in (ReadOnlySpan<(string, string)>)[("nothing is compiled", "off"), ("the farm compiles meanwhile", "full")])
        {
            string pieces = quick ? "2000" : "200000";
            ChildResult? result = ChildProcess.Run(new Command(OwnTier.Binary, ["submit", Path.Combine(Repository.Harness, "stalls.cl"), pieces, $"--jit={jit}", "--cluster", node.Name]));
            double[] us = [.. (result?.Output ?? "").Split('\n').Where(line => line.StartsWith("piece ", StringComparison.Ordinal)).Select(line => double.Parse(line[6..], CultureInfo.InvariantCulture) / 1000)];
            if (us.Length == 0) throw new InvalidOperationException($"the stall probe did not run: {result?.Reason}");
            Row(Stall, how, "median", round, Statistics.Median(us));
            Row(Stall, how, "99 %", round, Statistics.Quantile(us, 0.99));
            Row(Stall, how, "99.9 %", round, Statistics.Quantile(us, 0.999));
            Row(Stall, how, "99.99 %", round, Statistics.Quantile(us, 0.9999));
            Row(Stall, how, "largest", round, us.Max());
        }
    }

    private void MeasureThroughput(int count, int round)
    {
        var nodes = new List<ClusterNode>();
        try
        {
            for (int i = 0; i < count; i++) nodes.Add(new ClusterNode("executor,compiler", nodes.FirstOrDefault()));
            Case test = Case.All.First(test => test.Name == "mandelbrot");
            byte[] source = File.ReadAllBytes(OwnTier.WriteProgram(test, folder)!);
            int jobs = quick ? 8 : 48;
            using var client = new ClusterClient(nodes);
            (long bytes, long began) = (LoopbackBytes(), Stopwatch.GetTimestamp());
            client.Run(source, Case.Work(test.QuickSize, 5, 0), jobs);
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            string how = string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "node" : "nodes")}");
            Row(Throughput, how, "jobs/s", round, jobs / seconds);
            Row(Throughput, how, "compiles", round, client.Compiles());
            Row(Throughput, how, "KB moved (all of loopback)", round, (LoopbackBytes() - bytes) / 1024.0);
        }
        finally
        {
            foreach (ClusterNode node in Enumerable.Reverse(nodes)) node.Dispose();
        }
    }

    /// <summary>What this machine has sent to itself so far, whoever it was.</summary>
    private static long LoopbackBytes() => File.ReadLines("/proc/net/dev").Select(line => line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words[0] == "lo").Select(words => long.Parse(words[1], CultureInfo.InvariantCulture)).FirstOrDefault();

    private void Row(string table, string how, string measure, int round, double value) =>
        results.Rows.Add(new Row(Results.Cluster, table, how.Replace(",", "", StringComparison.Ordinal), measure.Replace(",", "", StringComparison.Ordinal), round, value));
}
