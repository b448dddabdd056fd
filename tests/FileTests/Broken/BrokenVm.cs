using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.FileTests.Broken;

/// <summary>
/// The project Vm built once more, from sources in which all breakages stand, and loaded beside the true one together with this assembly, which
/// then runs programs by it. Each loaded one has a switch of its own, so several can be at work.
/// </summary>
internal sealed class BrokenVm
{
    private const string Vm = "ClaudeLang.Vm";

    private readonly FieldInfo _on;
    private readonly Func<string, long, string?> _failure;

    private BrokenVm(string assembly)
    {
        var context = new AssemblyLoadContext("broken");
        context.Resolving += (_, name) => name.Name is { } known && known.StartsWith("ClaudeLang.", StringComparison.Ordinal) ? context.LoadFromAssemblyPath(PathOf(known)) : null;
        Assembly vm = context.LoadFromAssemblyPath(assembly), tests = context.LoadFromAssemblyPath(PathOf(typeof(BrokenVm).Assembly.GetName().Name!));
        _on = vm.GetType("ClaudeLang.Broken")!.GetField("On")!;
        _failure = tests.GetType(typeof(BrokenRun).FullName!)!.GetMethod(nameof(BrokenRun.Failure))!.CreateDelegate<Func<string, long, string?>>();

        static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
    }

    /// <summary>What is wrong with a program's run by it; null if it does what it says.</summary>
    /// <param name="number">Of the breakage that is on; 0: none.</param>
    /// <param name="timeMs">What the run may take.</param>
    public string? Failure(int number, string program, long timeMs)
    {
        _on.SetValue(null, number);
        return _failure(program, timeMs);
    }

    /// <exception cref="InvalidOperationException">The broken sources do not compile.</exception>
    public static BrokenVm[] Load(IEnumerable<Breakage> breakages, int count)
    {
        string assembly = Build(breakages);
        return [.. Enumerable.Range(0, count).Select(_ => new BrokenVm(assembly))];
    }

    private static string Build(IEnumerable<Breakage> breakages)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "broken");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Write(breakages.SelectMany(breakage => breakage.Replacements.Select(replacement => (breakage.Number, replacement))).ToLookup(one => one.replacement.File), folder);
        string project = Path.Combine(folder, "Vm.csproj"), output = Path.Combine(folder, "built");
        var start = new ProcessStartInfo("dotnet", ["build", project, "-c", "Release", "-o", output, "--nologo", "-v", "q", "-nodeReuse:false", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:UseSharedCompilation=false"])
        {
            RedirectStandardOutput = true,
        };
        using Process build = Process.Start(start)!;
        string said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0) throw new InvalidOperationException(string.Join('\n', said.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct()));
        return Path.Combine(output, Vm + ".dll");
    }

    /// <summary>Under stress a run takes other ways than those that are broken, and does by itself what a broken instruction leaves undone.</summary>
    private static string NeverStressed(string path) => File.ReadAllText(path).Replace($"\"{Stress.Variable}\"", "\"\"", StringComparison.Ordinal);

    /// <summary>The project's files, with the breakages in them.</summary>
    private static void Write(ILookup<string, (int Number, Replacement Replacement)> breakages, string folder)
    {
        string source = Path.Combine(TestFiles.Root, "src", "Vm");
        foreach (string path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(source, path);
            if (name.StartsWith("bin/", StringComparison.Ordinal) || name.StartsWith("obj/", StringComparison.Ordinal)) continue;
            string target = Path.Combine(folder, name), file = "src/Vm/" + name;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (name == "Runtime/Stress.cs") File.WriteAllText(target, NeverStressed(path));
            else if (breakages.Contains(file)) File.WriteAllText(target, BrokenSource.Break(File.ReadAllText(path), breakages[file]));
            else File.Copy(path, target);
        }
        File.WriteAllText(Path.Combine(folder, "Broken.cs"), BrokenSource.Switch);
    }
}
