namespace ClaudeLang.Bench;

/// <summary>Something that can run the programs, one process a run.</summary>
/// <param name="name">Column of the tables.</param>
/// <param name="isOwn">Whether it is this project.</param>
public abstract class Contestant(string name, string version, bool isOwn = false)
{
    public string Name => name;
    public string Version => version;
    public bool IsOwn => isOwn;

    /// <summary>The process that does the work; null if this language has no version of the program.</summary>
    /// <param name="folder">Scratch for what has to be made first.</param>
    public abstract Command? Prepare(Case test, string folder);

    /// <summary>What only this contestant can tell of a run, by measure.</summary>
    public virtual IEnumerable<(string Measure, double Value)> Extras(ChildResult result) => [];

    public Command With(Command command, string[] work) => command with { Arguments = [.. command.Arguments, .. work, .. LastArguments] };

    protected virtual IEnumerable<string> LastArguments => [];

    protected static string? FindProgram(Case test, params string[] extensions) =>
        extensions.Select(extension => Path.Combine(Repository.Programs, test.Name + extension)).FirstOrDefault(File.Exists);
}

/// <summary>A language whose harness loads the program's source.</summary>
/// <param name="extensions">Of the program's file; the first that exists counts.</param>
public sealed class ScriptPeer(string name, string version, string command, string[] before, string harness, string[] extensions) : Contestant(name, version)
{
    public override Command? Prepare(Case test, string folder) =>
        FindProgram(test, extensions) is { } file ? new Command(command, [.. before, Path.Combine(Repository.Harness, harness), file]) : null;
}

/// <summary>C: compiled once a run of the benchmark; the compiler's time does not count.</summary>
public sealed class CPeer(string version) : Contestant(Names.C, version)
{
    public override Command? Prepare(Case test, string folder)
    {
        if (FindProgram(test, ".c") is not { } source) return null;
        string binary = Path.Combine(folder, test.Name);
        ChildResult? built = ChildProcess.Run(new Command("gcc", ["-O2", "-std=gnu11", "-Wall", "-I", Repository.Harness, "-o", binary, source, "-lm"]));
        return built is { ExitCode: 0 } ? new Command(binary, []) : throw new InvalidOperationException($"{source} does not compile: {built?.Error}");
    }
}

/// <summary>C# on RyuJIT: all programs in one assembly, one process a program.</summary>
public sealed class CSharpPeer(string version) : Contestant(Names.CSharp, version)
{
    public static readonly string Binary = Path.Combine(Repository.Root, "bench/CSharp/bin/Release/net10.0/ClaudeLang.CSharp");

    /// <summary>The run time waits 100 ms before it counts calls; a server never notices, a short program would not see its best tier at all.</summary>
    private static readonly Dictionary<string, string> _environment = new() { ["DOTNET_TC_CallCountingDelayMs"] = "0" };

    public override Command? Prepare(Case test, string folder) => FindProgram(test, ".cs") is null ? null : new Command(Binary, [test.Name], _environment);
}

/// <summary>Cranelift, by way of WebAssembly text.</summary>
public sealed class CraneliftPeer(string version) : Contestant(Names.Cranelift, version)
{
    public static readonly string Binary = Path.Combine(Repository.Root, "bench/Cranelift/bin/Release/net10.0/ClaudeLang.Cranelift");

    public override Command? Prepare(Case test, string folder) => FindProgram(test, ".wat") is { } file ? new Command(Binary, [file]) : null;
}

public static class Names
{
    public const string Native = "native", Baseline = "baseline", Interpreter = "interpreter";
    public const string C = "c", CSharp = "csharp", Node = "node", LuaJit = "luajit", Lua = "lua5.4", Chez = "chez", Cranelift = "cranelift", Python = "cpython";
}
