using System.Diagnostics;
using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>What the effects do that no handler intercepts.</summary>
internal static unsafe class Effects
{
    // ---- io ---------------------------------------------------------------------------------------------------------
    public static Value Print(BuiltinContext c, Value* args, int count)
    {
        c.Host.WriteOut(Counted(c, Spaced(args, count, "\n")));
        return Value.Nil;
    }

    public static Value Write(BuiltinContext c, Value* args, int count)
    {
        c.Host.WriteOut(Counted(c, Spaced(args, count, "")));
        return Value.Nil;
    }

    public static Value PrintError(BuiltinContext c, Value* args, int count)
    {
        c.Host.WriteError(Counted(c, Spaced(args, count, "\n")));
        return Value.Nil;
    }

    private static string Counted(BuiltinContext c, string text)
    {
        c.Meter.CountOutput(text);
        return text;
    }

    private static string Spaced(Value* args, int count, string end)
    {
        if (count == 1) return Printer.Display(args[0]) + end;
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(i > 0 ? " " : "").Append(Printer.Display(args[i]));
            LongWork.Step(text.Length);
        }
        return text.Append(end).ToString();
    }

    public static Value ReadLine(BuiltinContext c, Value* args, int count)
    {
        string? line = c.Host.ReadLine();
        return line is null ? Value.Nil : c.Heap.AllocateString(line);
    }

    public static Value ReadFile(BuiltinContext c, Value* args, int count)
    {
        string path = Path("io:read-file", args);
        c.Host.Permissions.CheckRead("io:read-file", path);
        byte[] bytes = Try(c, "io:read-file", path, () => c.Host.ReadFile(path));
        if (!Strings.TryDecode(bytes, out string text, out int bad)) throw Failed(c, "io:read-file", path, $"invalid UTF-8 at byte {bad}");
        return c.Heap.AllocateString(text);
    }

    public static Value WriteFile(BuiltinContext c, Value* args, int count) => WriteFile(c, "io:write-file", args, append: false);
    public static Value AppendFile(BuiltinContext c, Value* args, int count) => WriteFile(c, "io:append-file", args, append: true);

    private static Value WriteFile(BuiltinContext c, string effect, Value* args, bool append)
    {
        string path = Path(effect, args);
        Arg.IsString(effect, args, 1);
        c.Host.Permissions.CheckWrite(effect, path);
        byte[] bytes = Strings.ToUtf8(args[1]);
        Try(c, effect, path, () =>
        {
            c.Host.WriteFile(path, bytes, append);
            return true;
        });
        return Value.Nil;
    }

    public static Value FileExists(BuiltinContext c, Value* args, int count)
    {
        string path = Path("io:file-exists?", args);
        c.Host.Permissions.CheckRead("io:file-exists?", path);
        return Value.FromBool(Try(c, "io:file-exists?", path, () => c.Host.FileExists(path)));
    }

    public static Value ListDirectory(BuiltinContext c, Value* args, int count)
    {
        string path = Path("io:list-dir", args);
        c.Host.Permissions.CheckRead("io:list-dir", path);
        string[] names = Try(c, "io:list-dir", path, () => c.Host.ListDirectory(path).ToArray());
        Array.Sort(names, CompareByCodePoint);
        return Texts(c, names);
    }

    /// <summary>UTF-16 order differs from code point order only above the surrogates, which are moved to the end here.</summary>
    private static int CompareByCodePoint(string a, string b)
    {
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            int order = Rank(a[i]) - Rank(b[i]);
            if (order != 0) return order;
        }
        return a.Length - b.Length;

        static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
    }

    public static Value Args(BuiltinContext c, Value* args, int count) => Texts(c, c.Host.Args);

    private static Value Texts(BuiltinContext c, IReadOnlyList<string> texts)
    {
        using var list = new ListBuilder(c.Heap);
        foreach (string text in texts) list.Add(c.Heap.AllocateString(text));
        return list.End();
    }

    public static Value Variable(BuiltinContext c, Value* args, int count)
    {
        string name = Path("io:env", args);
        c.Host.Permissions.CheckEnvironment("io:env", name);
        return c.Host.Variable(name) is string value ? c.Heap.AllocateString(value) : Value.Nil;
    }

    private static string Path(string effect, Value* args) => Arg.Text(effect, args, 0);

    private static T Try<T>(BuiltinContext c, string effect, string path, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Failed(c, effect, path, e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "No such file or directory",
                UnauthorizedAccessException => System.IO.Directory.Exists(path) ? "Is a directory" : "Permission denied",
                _ => e.Message,
            });
        }
    }

    private static FaultException Failed(BuiltinContext c, string effect, string path, string why) =>
        Faults.Of("io", $"{effect}: {path}: {why}", c.Heap.AllocateString(path));

    // ---- time and chance --------------------------------------------------------------------------------------------
    /// <summary>Milliseconds since 1970, a Float.</summary>
    public static Value Now(BuiltinContext c, Value* args, int count) =>
        c.Heap.FromDouble((DateTime.UtcNow - DateTime.UnixEpoch).Ticks / (double)TimeSpan.TicksPerMillisecond);

    /// <summary>Nanoseconds of a clock that never goes back.</summary>
    public static Value Monotonic(BuiltinContext c, Value* args, int count)
    {
        const long second = 1_000_000_000;
        (long seconds, long ticks) = Math.DivRem(Stopwatch.GetTimestamp(), Stopwatch.Frequency);
        return c.Heap.FromLong((seconds * second) + (ticks * second / Stopwatch.Frequency));
    }

    public static Value RandomSeed(BuiltinContext c, Value* args, int count)
    {
        c.Random.Seed((ulong)Arg.Int("random:seed", args, 0));
        return Value.Nil;
    }

    public static Value RandomInt(BuiltinContext c, Value* args, int count)
    {
        long first = Arg.Int("random:int", args, 0);
        (long low, long high) = count == 1 ? (0, first) : (first, Arg.Int("random:int", args, 1));
        if (high <= low) throw Faults.Range("random:int", $"empty range {low}..{high}");
        return c.Heap.FromLong((long)((ulong)low + c.Random.Below((ulong)high - (ulong)low)));
    }

    public static Value RandomFloat(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(c.Random.Float());

    public static Value RandomChoice(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("random:choice", args, 0);
        long length = Sequences.ListLength(args[0]);
        if (length == 0) throw Faults.Index("random:choice", 0, 0);
        Value rest = args[0];
        for (ulong i = c.Random.Below((ulong)length); i > 0; i--) rest = Objects.Tail(rest);
        return Objects.Head(rest);
    }

    public static Value RandomShuffle(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("random:shuffle", args, 0);
        using RootScope scope = c.Heap.Roots();
        Root vector = scope.Add(Vectors<PlainKind>.FromList(c, args, 1));
        for (long i = Objects.Length(vector.Value) - 1; i > 0; i--)
        {
            long j = (long)c.Random.Below((ulong)i + 1);
            Value held = Objects.Element(vector.Value, i);
            c.Heap.Store(vector.Value, 1 + i, Objects.Element(vector.Value, j));
            c.Heap.Store(vector.Value, 1 + j, held);
        }
        Value list = Value.Empty;
        for (long i = Objects.Length(vector.Value) - 1; i >= 0; i--) list = c.Heap.AllocateCons(Objects.Element(vector.Value, i), list);
        return list;
    }

    public static Value Collect(BuiltinContext c, Value* args, int count)
    {
        c.Heap.Collect(full: true);
        return Value.Nil;
    }

    public static Value HeapStatistics(BuiltinContext c, Value* args, int count)
    {
        HeapStatistics statistics = c.Heap.Statistics;
        ReadOnlySpan<(string Name, long Value)> items =
        [
            ("collections", statistics.MinorCollections + statistics.FullCollections),
            ("minor", statistics.MinorCollections),
            ("full", statistics.FullCollections),
            ("pause-max-us", statistics.CollectMaxUs),
            ("pause-work-max-us", statistics.CollectMaxWorkUs),
            ("pause-total-us", statistics.CollectUs),
            ("allocated-bytes", statistics.AllocatedBytes),
            ("promoted-bytes", statistics.PromotedBytes),
            ("live-bytes", statistics.LiveBytes),
            ("held-bytes", statistics.HeldBytes),
            ("heap-bytes", c.Heap.Options.HeapBytesMax),
        ];
        Value* words = stackalloc Value[items.Length * 2];
        for (int i = 0; i < items.Length; i++)
        {
            words[2 * i] = Names.Keyword(items[i].Name);
            words[(2 * i) + 1] = Value.FromFixnum(items[i].Value);
        }
        return MapFunctions.Dict(c, words, items.Length * 2);
    }

    /// <summary>Throws the record itself: kind and message may be any values.</summary>
    public static Value Raise(BuiltinContext c, Value* args, int count)
    {
        throw FaultException.Thrown(ErrorRecords.Make(c, args, count));
    }
}
