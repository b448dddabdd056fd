using ClaudeLang.FileTests.Fuzz;
using ClaudeLang.FileTests.Runner;
using ClaudeLang.Jit;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.FileTests.Jobs;

/// <summary>
/// Compile jobs of all kinds, each with a name: every function of the test files, the benchmarks, the library and some generated programs, at every
/// entry, with feedback, tier, CPU level and passes at random. The same number gives the same jobs everywhere.
/// </summary>
internal static class JobCorpus
{
    private const int GeneratedPrograms = 40;

    /// <summary>What all jobs are of: a function and the place where it is entered.</summary>
    private readonly record struct Place(string Name, Chunk Chunk, int EntryPc, Dictionary<string, Chunk> Leaves);

    /// <param name="count">Jobs; no two have the same key.</param>
    public static List<(string Name, CompileJob Job)> Take(int count)
    {
        var places = new List<Place>();
        foreach ((string name, Chunk chunk) in Roots()) AddPlaces(places, name, chunk);
        var jobs = new List<(string, CompileJob)>(count);
        var keys = new HashSet<CodeKey>();
        // A stride without a common factor with the number of places: few jobs, too, are of all sources.
        for (int n = 0; jobs.Count < count; n++)
        {
            Place place = places[(int)((long)n * 7919 % places.Count)];
            CompileJob job = Make(place, new Random(n));
            if (keys.Add(job.Key)) jobs.Add(($"{n} {place.Name}@{place.EntryPc} {job.Options}", job));
        }
        return jobs;
    }

    private static IEnumerable<(string Name, Chunk Root)> Roots()
    {
        yield return ("library", ProgramRunner.Library.Prelude);
        string benchmarks = Path.Combine(TestFiles.Root, "bench", "programs");
        IEnumerable<string> files = TestFiles.All.Select(file => Path.Combine(TestFiles.Folder, file))
            .Concat(Directory.EnumerateFiles(benchmarks, "*.cl").Order(StringComparer.Ordinal));
        foreach (string path in files)
            foreach (Chunk main in Mains(path, File.ReadAllText(path))) yield return (Path.GetRelativePath(TestFiles.Root, path), main);
        for (int seed = 1; seed <= GeneratedPrograms; seed++)
        {
            foreach (Chunk main in Mains("random.cl", new RandomProgram(seed).Text())) yield return ($"RandomProgram {seed}", main);
            foreach (Chunk main in Mains("language.cl", new LanguageProgram(seed).Text())) yield return ($"LanguageProgram {seed}", main);
        }
    }

    /// <summary>Nothing if the text has errors, as that of some test files has.</summary>
    private static IEnumerable<Chunk> Mains(string path, string text) => ProgramRunner.Compile(path, text).Program?.Files.Select(file => file.Main) ?? [];

    private static void AddPlaces(List<Place> places, string source, Chunk root)
    {
        var leaves = root.Functions.Where(LeafFunctions.Is).GroupBy(leaf => leaf.Name).ToDictionary(group => group.Key, group => group.First());
        var left = new Stack<Chunk>([root]);
        while (left.TryPop(out Chunk? chunk))
        {
            foreach (Chunk inner in chunk.Functions) left.Push(inner);
            foreach (int entry in ChunkVerifier.FactsOf(chunk).LoopHeads.Prepend(0).Distinct().Order()) places.Add(new Place($"{source}: {chunk.Name}", chunk, entry, leaves));
        }
    }

    private static CompileJob Make(Place place, Random random)
    {
        byte[] feedback = FeedbackFor(place.Chunk, random);
        string level = CpuLevels.All[random.Next(CpuLevels.All.Count)];
        if (place.EntryPc == 0 && random.Next(4) == 0) return new CompileJob(place.Chunk, 0, [.. feedback], new CompileOptions(level, CodeTier.Baseline));
        PassSet off = random.Next(3) switch { 0 => (PassSet)random.Next((int)PassSet.All + 1), _ => PassSet.None };
        var options = new CompileOptions(level, CodeTier.Optimized, off, LeavesAtGuards: random.Next(8) == 0);
        return new CompileJob(place.Chunk, place.EntryPc, [.. feedback], options, [.. CalleesOf(place, random)]);
    }

    private static IEnumerable<InlinedCallee> CalleesOf(Place place, Random random)
    {
        for (int i = 0; i < place.Chunk.Globals.Length; i++)
            if (place.Chunk.Globals[i].Kind == GlobalKind.Function && place.Leaves.TryGetValue(place.Chunk.Globals[i].Name, out Chunk? leaf))
                yield return new InlinedCallee(i, leaf, [.. FeedbackFor(leaf, random)]);
    }

    private static byte[] FeedbackFor(Chunk chunk, Random random)
    {
        var feedback = new byte[chunk.Code.Length];
        int style = random.Next(4);
        for (int i = 0; i < feedback.Length; i++)
        {
            feedback[i] = style switch
            {
                0 => (byte)Feedback.Reached,
                1 => (byte)(Feedback.Reached | Feedback.Float),
                2 => (byte)random.Next(32),
                _ => (byte)(random.Next(4) == 0 ? random.Next(32) : (int)Feedback.Reached),
            };
        }
        return feedback;
    }
}
