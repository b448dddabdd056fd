using System.Diagnostics;
using System.Globalization;
using ClaudeLang.Jit;
using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.FileTests.Jobs;

/// <summary>
/// The same job gives the same bytes in another process, in another order and beside other compiles. CLAUDE_JOBS=N compares N jobs; CLAUDE_JOBS_OUT,
/// CLAUDE_JOBS_SEED and CLAUDE_JOBS_THREADS tell a child process what to do.
/// </summary>
public sealed class JobTests(ITestOutputHelper output)
{
    private const int UsualCount = 1500, MinutesMax = 60;
    private const string OutVariable = "CLAUDE_JOBS_OUT", SeedVariable = "CLAUDE_JOBS_SEED", ThreadsVariable = "CLAUDE_JOBS_THREADS", CountVariable = "CLAUDE_JOBS";
    private static readonly int Count = Number(CountVariable, UsualCount);

    [Fact]
    public async Task The_same_job_gives_the_same_bytes_in_another_process()
    {
        if (Environment.GetEnvironmentVariable(OutVariable) is { } file)
        {
            Write(file, Number(SeedVariable, 0), Number(ThreadsVariable, 1));
            return;
        }
        DirectoryInfo folder = Directory.CreateTempSubdirectory("claudelang-jobs");
        try
        {
            string first = Path.Combine(folder.FullName, "first"), second = Path.Combine(folder.FullName, "second");
            await Task.WhenAll(RunChild(first, seed: 1, threads: 1), RunChild(second, seed: 2, threads: 3));
            string[] a = File.ReadAllLines(first), b = File.ReadAllLines(second);
            Assert.Equal(Count, a.Length);
            Assert.Equal(Count, b.Length);
            string[] different = [.. a.Zip(b).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First}\n{pair.Second}\n")];
            Assert.True(different.Length == 0, $"{different.Length} of {Count} jobs differ\n{string.Concat(different.Take(20))}");
            int images = a.Count(line => line.Contains(ImageMark, StringComparison.Ordinal)), distinct = a.Select(line => line[line.LastIndexOf(' ')..]).Distinct().Count();
            output.WriteLine($"{Count} jobs twice: {images} images, {Count - images} bailouts, {distinct} different results, 0 differences between the processes");
            Assert.True(images > Count / 2, $"only {images} images");
            Assert.True(distinct > Count / 2, $"only {distinct} different results");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private const string ImageMark = ": image ";

    /// <summary>A line for each job, in the order of the corpus: its name, what came of it, and a hash of that.</summary>
    private static void Write(string file, int seed, int threads)
    {
        List<(string Name, CompileJob Job)> jobs = JobCorpus.Take(Count);
        int[] order = [.. Enumerable.Range(0, jobs.Count)];
        new Random(seed).Shuffle(order);
        var lines = new string[jobs.Count];
        Parallel.ForEach(order, new ParallelOptions { MaxDegreeOfParallelism = threads }, n => lines[n] = $"{jobs[n].Name}{Result(jobs[n].Job)}");
        File.WriteAllLines(file, lines);
    }

    private static string Result(CompileJob job) => Pipeline.Compile(job) switch
    {
        CompileResult.Compiled compiled => $"{ImageMark}{Hash256.Of([.. compiled.Image.Encode(), .. System.Text.Encoding.UTF8.GetBytes(compiled.Statistics.ToString())])}",
        CompileResult.Bailed bailed => $": {bailed.Reason} {bailed.Detail}",
        _ => throw new InvalidOperationException("there is no third result"),
    };

    private static async Task RunChild(string file, int seed, int threads)
    {
        string program = Path.Combine(AppContext.BaseDirectory, typeof(JobTests).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(program, ["-class", typeof(JobTests).FullName!]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        start.Environment[OutVariable] = file;
        start.Environment[CountVariable] = Count.ToString(CultureInfo.InvariantCulture);
        start.Environment[SeedVariable] = seed.ToString(CultureInfo.InvariantCulture);
        start.Environment[ThreadsVariable] = threads.ToString(CultureInfo.InvariantCulture);
        using Process child = Process.Start(start)!;
        Task<string> error = child.StandardError.ReadToEndAsync(), said = child.StandardOutput.ReadToEndAsync();
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(MinutesMax));
        await child.WaitForExitAsync(late.Token);
        Assert.True(child.ExitCode == 0, $"the child ended with {child.ExitCode}\n{await said}\n{await error}");
    }

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : otherwise;
}
