using System.Diagnostics;
using System.Reflection;

namespace ClaudeLang.CSharp;

/// <summary>
/// The harness: a program is a static class of the namespace Programs with Run. Arguments: name, n, least iterations, least milliseconds in them; or
/// `--compile name…`, which measures the compiler of this platform instead (<see cref="CompileMeter"/>).
/// </summary>
public static class Harness
{
    public static int Main(string[] args)
    {
        if (args is ["--compile", .. var names]) return CompileMeter.Run([.. names.Select(Find)]);
        var run = Find(args[0]).GetMethod("Run")!.CreateDelegate<Func<int, long>>();
        int n = int.Parse(args[1]), iterations = int.Parse(args[2]);
        long leastNs = int.Parse(args[3]) * 1_000_000L, allNs = 0;
        for (int i = 0; i < iterations || allNs < leastNs; i++)
        {
            long began = Stopwatch.GetTimestamp();
            long result = run(n);
            long ns = (long)Stopwatch.GetElapsedTime(began).TotalNanoseconds;
            allNs += ns;
            Console.WriteLine($"it {ns} {result}");
        }
        Console.WriteLine("peak " + File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)));
        return 0;
    }

    private static Type Find(string name) => Assembly.GetExecutingAssembly().GetTypes()
        .First(type => type.Namespace == "ClaudeLang.CSharp.Programs" && type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
