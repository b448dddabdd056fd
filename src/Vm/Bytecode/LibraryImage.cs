using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// The prelude as it comes out of the compiler, as bytes and back: written when the program is built, so that no start has to compile it.
/// <code>
///   "CLI"  count of public names, each of them and what it means, in the order of their characters  the chunk, as <see cref="ChunkCodec"/> has it, with debug
///   meaning = name of the global  kind(0|1) + 2 if there is a rest  params
/// </code>
/// </summary>
public static class LibraryImage
{
    private const byte Rest = 2;
    private static ReadOnlySpan<byte> Magic => "CLI"u8;

    public static byte[] Write(StandardLibrary library)
    {
        var writer = new ChunkWriter();
        foreach (byte b in Magic) writer.Byte(b);
        KeyValuePair<string, GlobalRef>[] names = [.. library.PreludeNames.OrderBy(pair => pair.Key, StringComparer.Ordinal)];
        writer.Number(names.Length);
        foreach ((string name, GlobalRef global) in names)
        {
            Check.That(!global.IsSelf, $"{name} is a reference from inside itself");
            writer.Text(name);
            writer.Text(global.Name);
            writer.Byte((byte)((byte)global.Kind | (global.HasRest ? Rest : 0)));
            writer.Number(global.ParamCount);
        }
        return [.. writer.ToArray(), .. ChunkCodec.Encode(library.Prelude, withDebug: true)];
    }

    /// <exception cref="ChunkFormatException">Not what <see cref="Write"/> wrote.</exception>
    public static StandardLibrary Read(ReadOnlySpan<byte> image)
    {
        var reader = new ChunkReader(image);
        if (!reader.Take(Magic.Length).SequenceEqual(Magic)) throw reader.Bad("it does not begin with CLI");
        var names = new KeyValuePair<string, GlobalRef>[reader.Count(4, "names")];
        for (int i = 0; i < names.Length; i++)
        {
            (string name, string global) = (reader.Text(), reader.Text());
            byte flags = reader.Byte();
            if (flags > 3) throw reader.Bad($"a name has the flags {flags}");
            names[i] = new(name, new GlobalRef(global, (GlobalKind)(flags & 1), reader.Number(int.MaxValue, "a parameter count"), (flags & Rest) != 0));
        }
        return new StandardLibrary(ChunkCodec.Decode(reader.Take(reader.Remaining)), names);
    }
}
