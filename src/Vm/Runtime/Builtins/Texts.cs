using System.Globalization;
using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Strings, symbols and keywords.</summary>
internal static unsafe class Texts
{
    private static Root Slot(Value* args, int index) => new((ulong*)(args + index));

    public static Value Str(BuiltinContext c, Value* args, int count)
    {
        bool allStrings = true;
        for (int i = 0; i < count; i++) allStrings &= Objects.IsString(args[i]);
        if (allStrings) return count == 1 ? args[0] : Strings.Concat(c.Heap, args, count);
        if (count == 1) return c.Heap.AllocateString(Printer.Display(args[0]));
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(Printer.Display(args[i]));
            LongWork.Step(text.Length);
        }
        return c.Heap.AllocateString(text.ToString());
    }

    public static Value Concat(BuiltinContext c, Value* args, int count)
    {
        for (int i = 0; i < count; i++) Arg.IsString("concat", args, i);
        return Strings.Concat(c.Heap, args, count);
    }

    public static Value Length(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("string-length", args, 0);
        return Value.FromFixnum(Objects.Length(args[0]));
    }

    public static Value Upcase(BuiltinContext c, Value* args, int count) => MapRunes(c, "string-upcase", args, &CaseMapping.ToUpper);
    public static Value Downcase(BuiltinContext c, Value* args, int count) => MapRunes(c, "string-downcase", args, &CaseMapping.ToLower);

    private static Value MapRunes(BuiltinContext c, string function, Value* args, delegate*<int, int> map)
    {
        Arg.IsString(function, args, 0);
        var mapped = new int[Objects.Length(args[0])];
        for (int i = 0; i < mapped.Length; i++) mapped[i] = map(Objects.CodePoint(args[0], i));
        return Strings.FromCodePoints(c.Heap, mapped);
    }

    public static Value Trim(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("string-trim", args, 0);
        long start = 0, end = Objects.Length(args[0]);
        while (start < end && Rune.IsWhiteSpace(new Rune(Objects.CodePoint(args[0], start)))) start++;
        while (end > start && Rune.IsWhiteSpace(new Rune(Objects.CodePoint(args[0], end - 1)))) end--;
        return Strings.Slice(c.Heap, Slot(args, 0), start, end);
    }

    public static Value Substring(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("substring", args, 0);
        (long start, long end) = Arg.Range("substring", args, count, 1, Objects.Length(args[0]));
        return Strings.Slice(c.Heap, Slot(args, 0), start, end);
    }

    public static Value CharAt(BuiltinContext c, Value* args, int count) =>
        Strings.CharAt(c.Heap, args[0], Index("char-at", args, count));

    public static Value CodePoint(BuiltinContext c, Value* args, int count)
    {
        long i = Index("code-point", args, count);
        return Value.FromFixnum(Objects.CodePoint(args[0], i));
    }

    private static long Index(string function, Value* args, int count)
    {
        Arg.IsString(function, args, 0);
        return Arg.InRange(function, count > 1 ? Arg.Int(function, args, 1) : 0, Objects.Length(args[0]));
    }

    public static Value FromCodePoint(BuiltinContext c, Value* args, int count)
    {
        long n = Arg.Int("code-point->string", args, 0);
        if (n is < 0 or > 0x10FFFF || !Rune.IsValid((int)n)) throw Faults.Range("code-point->string", $"{n} is not a Unicode scalar value");
        return Strings.FromCodePoint(c.Heap, (int)n);
    }

    // ---- search -----------------------------------------------------------------------------------------------------
    public static Value Contains(BuiltinContext c, Value* args, int count) => Value.FromBool(Find("string-contains?", args) >= 0);

    public static Value IndexOf(BuiltinContext c, Value* args, int count)
    {
        long at = Find("string-index-of", args);
        return at < 0 ? Value.Nil : Value.FromFixnum(at);
    }

    private static long Find(string function, Value* args)
    {
        Arg.IsString(function, args, 0);
        Arg.IsString(function, args, 1);
        return Strings.IndexOf(args[0], args[1], 0);
    }

    public static Value StartsWith(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("starts-with?", args, 0);
        Arg.IsString("starts-with?", args, 1);
        return Value.FromBool(Strings.StartsAt(args[0], args[1], 0));
    }

    public static Value EndsWith(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("ends-with?", args, 0);
        Arg.IsString("ends-with?", args, 1);
        return Value.FromBool(Strings.StartsAt(args[0], args[1], Objects.Length(args[0]) - Objects.Length(args[1])));
    }

    public static Value Split(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("string-split", args, 0);
        Arg.IsString("string-split", args, 1);
        long step = Objects.Length(args[1]);
        if (step == 0) return CodePoints(c, args);
        using var pieces = new ListBuilder(c.Heap);
        for (long from = 0; ;)
        {
            long at = Strings.IndexOf(args[0], args[1], from);
            pieces.Add(Strings.Slice(c.Heap, Slot(args, 0), from, at < 0 ? Objects.Length(args[0]) : at));
            if (at < 0) return pieces.End();
            from = at + step;
        }
    }

    public static Value Replace(BuiltinContext c, Value* args, int count)
    {
        for (int i = 0; i < 3; i++) Arg.IsString("string-replace", args, i);
        if (Objects.Length(args[1]) == 0 || Strings.IndexOf(args[0], args[1], 0) < 0) return args[0];
        return c.Heap.AllocateString(Heap.TextOf(args[0]).Replace(Heap.TextOf(args[1]), Heap.TextOf(args[2]), StringComparison.Ordinal));
    }

    // ---- lists ------------------------------------------------------------------------------------------------------
    public static Value ToList(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("string->list", args, 0);
        return CodePoints(c, args);
    }

    private static Value CodePoints(BuiltinContext c, Value* args)
    {
        using var list = new ListBuilder(c.Heap);
        for (long i = 0; i < Objects.Length(args[0]); i++) list.Add(Strings.CharAt(c.Heap, args[0], i));
        return list.End();
    }

    public static Value FromList(BuiltinContext c, Value* args, int count)
    {
        StringsOf("list->string", args);
        using RootScope scope = c.Heap.Roots();
        return Strings.Join(c.Heap, Slot(args, 0), scope.Add(c.Heap.AllocateString("")));
    }

    public static Value Join(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("string-join", args, 0);
        Arg.IsString("string-join", args, 1);
        StringsOf("string-join", args);
        return Strings.Join(c.Heap, Slot(args, 0), Slot(args, 1));
    }

    private static void StringsOf(string function, Value* args)
    {
        Arg.IsList(function, args, 0);
        for (Value rest = args[0]; !rest.IsEmpty; rest = Objects.Tail(rest))
        {
            Value element = Objects.Head(rest);
            if (!Objects.IsString(element))
                throw Faults.Of("type", $"{function}: argument 1: expected a List of String, got an element {Faults.Described(element)}");
        }
    }

    // ---- conversion -------------------------------------------------------------------------------------------------
    public static Value ToInt(BuiltinContext c, Value* args, int count) =>
        NumberText.TryInt(Arg.Text("string->int", args, 0), out long n) ? c.Heap.FromLong(n) : Value.Nil;

    public static Value ToFloat(BuiltinContext c, Value* args, int count) =>
        NumberText.TryFloat(Arg.Text("string->float", args, 0), out double d) ? c.Heap.FromDouble(d) : Value.Nil;

    public static Value FromInt(BuiltinContext c, Value* args, int count) =>
        c.Heap.AllocateString(Arg.Int("int->string", args, 0).ToString(CultureInfo.InvariantCulture));

    public static Value ToBytes(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("string->bytes", args, 0);
        byte[] utf8 = Strings.ToUtf8(args[0]);
        Value bytes = c.Heap.AllocateByteVector(utf8.Length, 0);
        utf8.CopyTo(new Span<byte>(Objects.Bytes(bytes), utf8.Length));
        return bytes;
    }

    public static Value FromBytes(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("bytes->string", args, 0, ObjectType.ByteVector);
        var bytes = new ReadOnlySpan<byte>(Objects.Bytes(args[0]), (int)Objects.Length(args[0]));
        if (!Strings.TryDecode(bytes, out string text, out int bad)) throw Faults.Range("bytes->string", $"invalid UTF-8 at index {bad}");
        return c.Heap.AllocateString(text);
    }

    public static Value Symbol(BuiltinContext c, Value* args, int count) => Names.Symbol(Arg.Text("symbol", args, 0));
    public static Value Keyword(BuiltinContext c, Value* args, int count) => Names.Keyword(Arg.Text("keyword", args, 0));
    public static Value IsString(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.IsString(args[0]));
    public static Value IsSymbol(BuiltinContext c, Value* args, int count) => Value.FromBool(args[0].IsKind(ImmediateKind.Symbol));
    public static Value IsKeyword(BuiltinContext c, Value* args, int count) => Value.FromBool(args[0].IsKind(ImmediateKind.Keyword));
}
