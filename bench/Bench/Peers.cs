namespace ClaudeLang.Bench;

/// <summary>Who takes part on this machine, and who is missing.</summary>
public static class Peers
{
    /// <param name="Missing">Name and reason.</param>
    public sealed record Found(IReadOnlyList<Contestant> All, IReadOnlyList<(string Name, string Reason)> Missing);

    public static Found Find()
    {
        var (all, missing) = (new List<Contestant>(), new List<(string, string)>());
        foreach ((string name, string jit) in (ReadOnlySpan<(string, string)>)[(Names.Native, "full"), (Names.Baseline, "baseline"), (Names.Interpreter, "off")])
            Add(name, OwnTier.Find(name, jit), $"this build has no --jit={jit}");
        Add(Names.C, VersionOf("gcc", "--version") is { } gcc ? new CPeer(gcc + ", -O2") : null);
        Add(Names.CSharp, File.Exists(CSharpPeer.Binary) ? new CSharpPeer($".NET {Environment.Version}, RyuJIT") : null, "bench/CSharp is not built");
        Add(Names.Cranelift, File.Exists(CraneliftPeer.Binary) ? new CraneliftPeer($"Wasmtime {WasmtimeVersion()}") : null, "the Wasmtime package cannot be had");
        Script(Names.Node, "node", "--version", [], "harness.js", [".js"]);
        Script(Names.LuaJit, "luajit", "-v", [], "harness.lua", [".luajit.lua", ".lua"]);
        Script(Names.Lua, "lua5.4", "-v", [], "harness.lua", [".lua"]);
        Script(Names.Chez, "chezscheme", "--version", ["--script"], "harness.scm", [".scm"]);
        Script(Names.Python, "python3", "--version", [], "harness.py", [".py"]);
        return new Found(all, missing);

        void Script(string name, string command, string versionOption, string[] before, string harness, string[] extensions) =>
            Add(name, VersionOf(command, versionOption) is { } version ? new ScriptPeer(name, version, command, before, harness, extensions) : null);

        void Add(string name, Contestant? contestant, string reason = "not on this machine")
        {
            if (contestant is null) missing.Add((name, reason));
            else all.Add(contestant);
        }
    }

    private static string? VersionOf(string command, string option) => ChildProcess.Run(new Command(command, [option])) is { ExitCode: 0 } result
        ? (result.Output + result.Error).Split('\n')[0].Trim() : null;

    private static string WasmtimeVersion()
    {
        string library = Path.Combine(Path.GetDirectoryName(CraneliftPeer.Binary)!, "Wasmtime.Dotnet.dll");
        return File.Exists(library) ? System.Reflection.AssemblyName.GetAssemblyName(library).Version?.ToString(3) ?? "" : "";
    }
}
