using System.Collections.Immutable;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Constants as bytes: a tag, then the content; a list's or dict's items follow it. Without recursion, for quoted data may be deep.</summary>
internal static class ConstantCodec
{
    /// <summary>These numbers are hashed: never change or reuse one.</summary>
    private enum Tag : byte { Nil = 0, False = 1, True = 2, Int = 3, Float = 4, String = 5, Symbol = 6, Keyword = 7, List = 8, Dict = 9, Builtin = 10, Unbound = 11 }

    private static readonly Constant Nil = new Constant.Nil(), True = new Constant.Bool(true), False = new Constant.Bool(false);
    private static readonly Constant EmptyList = new Constant.List([]), EmptyDict = new Constant.Dict([]), Unbound = new Constant.Unbound();

    public static void Write(ChunkWriter writer, Constant constant)
    {
        var pending = new Stack<Constant>([constant]);
        while (pending.TryPop(out Constant? next))
        {
            ImmutableArray<Constant> items = WriteHead(writer, next);
            for (int i = items.Length - 1; i >= 0; i--) pending.Push(items[i]);
        }
    }

    /// <returns>The items that have to follow.</returns>
    private static ImmutableArray<Constant> WriteHead(ChunkWriter writer, Constant constant)
    {
        switch (constant)
        {
            case Constant.Nil: Put(Tag.Nil); break;
            case Constant.Bool b: Put(b.Value ? Tag.True : Tag.False); break;
            case Constant.Int n: Put(Tag.Int); writer.Signed(n.Value); break;
            case Constant.Float f: Put(Tag.Float); writer.Float(f.Value); break;
            case Constant.String s: Put(Tag.String); writer.Text(s.Value); break;
            case Constant.Symbol s: Put(Tag.Symbol); writer.Text(s.Name); break;
            case Constant.Keyword k: Put(Tag.Keyword); writer.Text(k.Name); break;
            case Constant.Builtin b: Put(Tag.Builtin); writer.Text(b.Name); break;
            case Constant.Unbound: Put(Tag.Unbound); break;
            case Constant.List list: Put(Tag.List); writer.Number(list.Items.Length); return list.Items;
            case Constant.Dict dict:
                if (dict.Items.Length % 2 != 0) throw new ArgumentException("A constant dict has a key without a value.");
                Put(Tag.Dict); writer.Number(dict.Items.Length / 2); return dict.Items;
            default: throw new ArgumentException($"No encoding for the constant {constant}.");
        }
        return [];

        void Put(Tag tag) => writer.Byte((byte)tag);
    }

    /// <summary>A list or dict whose items are still to come.</summary>
    private sealed record Open(bool IsDict, int Count, ImmutableArray<Constant>.Builder Items);

    public static Constant Read(ref ChunkReader reader)
    {
        var open = new Stack<Open>();
        while (true)
        {
            Constant? done = ReadHead(ref reader, out Open? opened);
            if (opened is not null)
            {
                if (open.Count == ChunkLimits.ConstantDepthMax) throw reader.Bad($"a constant is nested deeper than {ChunkLimits.ConstantDepthMax}");
                open.Push(opened);
            }
            while (done is not null)
            {
                if (!open.TryPeek(out Open? around)) return done;
                around.Items.Add(done);
                if (around.Items.Count < around.Count) break;
                open.Pop();
                done = around.IsDict ? new Constant.Dict(around.Items.ToImmutable()) : new Constant.List(around.Items.ToImmutable());
            }
        }
    }

    /// <returns>A whole constant, or null and the collection that begins here.</returns>
    private static Constant? ReadHead(ref ChunkReader reader, out Open? opened)
    {
        opened = null;
        var tag = (Tag)reader.Byte();
        switch (tag)
        {
            case Tag.Nil: return Nil;
            case Tag.False: return False;
            case Tag.True: return True;
            case Tag.Int: return new Constant.Int(reader.Signed());
            case Tag.Float: return new Constant.Float(reader.Float());
            case Tag.String: return new Constant.String(reader.Text());
            case Tag.Symbol: return new Constant.Symbol(reader.Text());
            case Tag.Keyword: return new Constant.Keyword(reader.Text());
            case Tag.Builtin: return new Constant.Builtin(reader.Text());
            case Tag.Unbound: return Unbound;
            case Tag.List:
                int items = reader.Count(1, "list items");
                if (items > 0) opened = new Open(false, items, Room(items));
                return items > 0 ? null : EmptyList;
            case Tag.Dict:
                int entries = reader.Count(2, "dict entries");
                if (entries > 0) opened = new Open(true, entries * 2, Room(entries * 2));
                return entries > 0 ? null : EmptyDict;
            default: throw reader.Bad($"no constant has the tag {(byte)tag}");
        }
    }

    /// <summary>Small at first: a count is a claim, and claims may stand in each other.</summary>
    private static ImmutableArray<Constant>.Builder Room(int count) => ImmutableArray.CreateBuilder<Constant>(Math.Min(count, 16));
}
