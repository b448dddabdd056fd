namespace ClaudeLang.Vm.Runtime;

/// <summary>The effects that the run time itself performs when no handler does, by name.</summary>
public static unsafe class EffectTable
{
    private static readonly Dictionary<string, BuiltinRow> ByName = [];

    /// <summary>Those without a row, which the execution carries out: they make the run wait, or call back (`state:update` is the prelude's `%state-update`).</summary>
    public static readonly IReadOnlySet<string> Control = new HashSet<string> { "state:update", "time:sleep", "network:fetch", "parallel:map", "parallel:for-each" };

    public static BuiltinRow? TryFind(string name) => ByName.GetValueOrDefault(name);
    public static IEnumerable<BuiltinRow> All => ByName.Values;

    static EffectTable()
    {
        Add("io:print", 0, -1, &Effects.Print);
        Add("io:write", 0, -1, &Effects.Write);
        Add("io:eprint", 0, -1, &Effects.PrintError);
        Add("io:read-line", 0, 0, &Effects.ReadLine);
        Add("io:read-file", 1, 1, &Effects.ReadFile);
        Add("io:write-file", 2, 2, &Effects.WriteFile);
        Add("io:append-file", 2, 2, &Effects.AppendFile);
        Add("io:file-exists?", 1, 1, &Effects.FileExists);
        Add("io:list-dir", 1, 1, &Effects.ListDirectory);
        Add("io:args", 0, 0, &Effects.Args);
        Add("io:env", 1, 1, &Effects.Variable);
        Add("state:get", 1, 2, &ProgramState.Get);
        Add("state:set", 2, 2, &ProgramState.Set);
        Add("state:delete", 1, 1, &ProgramState.Delete);
        Add("state:begin-transaction", 0, 0, &ProgramState.Begin);
        Add("state:commit-transaction", 0, 0, &ProgramState.Commit);
        Add("state:rollback-transaction", 0, 0, &ProgramState.Rollback);
        Add("time:now", 0, 0, &Effects.Now);
        Add("time:monotonic", 0, 0, &Effects.Monotonic);
        Add("random:seed", 1, 1, &Effects.RandomSeed);
        Add("random:int", 1, 2, &Effects.RandomInt);
        Add("random:float", 0, 0, &Effects.RandomFloat);
        Add("random:choice", 1, 1, &Effects.RandomChoice);
        Add("random:shuffle", 1, 1, &Effects.RandomShuffle);
        Add("error:raise", 2, 3, &Effects.Raise);
        Add("gc:collect", 0, 0, &Effects.Collect);
        Add("gc:stats", 0, 0, &Effects.HeapStatistics);
    }

    private static void Add(string name, int min, int max, delegate*<BuiltinContext, Value*, int, Value> code) =>
        ByName.Add(name, new BuiltinRow(0, name, min, max, (nint)code, []));
}
