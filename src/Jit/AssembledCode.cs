using ClaudeLang.Jit.Baseline;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;

namespace ClaudeLang.Jit;

/// <summary>
/// The machine code that is the same in every process, the stubs and the templates, as bytes: written when the program is built, so that no
/// start has to assemble it, which takes longer than a short program does. A process that is not given these bytes assembles the same itself.
/// <code>
///   "CLA"  the stubs without AVX, the stubs with it  count of templates, each of them
///   stubs    = bytes  count of entries, each an offset
///   template = short form  0, or 1 and the long form if that is another
///   form     = bytes  count of holes, each offset size number  count of branches, each offset number
/// </code>
/// </summary>
public sealed class AssembledCode
{
    private const int BytesMax = 1 << 20, CountMax = 1 << 16;
    private static ReadOnlySpan<byte> Magic => "CLA"u8;

    private readonly StubBytes[] _stubs = new StubBytes[2];
    private readonly (Template.Form Short, Template.Form Long)[] _templates;

    /// <exception cref="ImageFormatException">Not what <see cref="Write"/> wrote.</exception>
    private AssembledCode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (!reader.Raw(Magic.Length).SequenceEqual(Magic)) throw new ImageFormatException("it does not begin with CLA");
        for (int i = 0; i < _stubs.Length; i++) _stubs[i] = ReadStubs(ref reader);
        _templates = new (Template.Form, Template.Form)[reader.Count(CountMax, 4, "templates")];
        for (int i = 0; i < _templates.Length; i++) _templates[i] = ReadTemplate(ref reader);
        reader.End();
    }

    private static Func<byte[]>? _source;
    private static readonly Lazy<AssembledCode?> TheOne = new(() => _source is { } read ? new AssembledCode(read()) : null);

    /// <summary>What this process was given; null: it assembles for itself.</summary>
    internal static AssembledCode? OfProcess => TheOne.Value;

    /// <summary>Before the process has any machine code.</summary>
    /// <param name="read">Gives what <see cref="Write"/> of the same build wrote; called when it is needed.</param>
    public static void Use(Func<byte[]> read) => _source = read;

    internal StubBytes Stubs(bool hasAvx) => _stubs[hasAvx ? 1 : 0];

    /// <param name="number">See <see cref="Template.Number"/>.</param>
    internal Template.Form Form(int number, bool isShort) => isShort ? _templates[number].Short : _templates[number].Long;

    /// <summary>Assembles everything.</summary>
    public static byte[] Write()
    {
        var writer = new ByteWriter();
        writer.Raw(Magic);
        foreach (bool hasAvx in new[] { false, true }) WriteStubs(writer, StubCode.Assemble(hasAvx));
        IReadOnlyList<Template> templates = Templates.All;
        writer.Number(templates.Count);
        foreach (Template template in templates) WriteTemplate(writer, template);
        return writer.ToArray();
    }

    internal static AssembledCode Read(ReadOnlySpan<byte> bytes) => new(bytes);

    private static void WriteStubs(ByteWriter writer, StubBytes stubs)
    {
        writer.Bytes(stubs.Code);
        writer.Number(stubs.Entries.Length);
        foreach (int entry in stubs.Entries) writer.Number(entry);
    }

    private static StubBytes ReadStubs(ref ByteReader reader)
    {
        byte[] code = reader.Bytes(BytesMax, "stubs").ToArray();
        var entries = new int[reader.Count(CountMax, 1, "entries")];
        for (int i = 0; i < entries.Length; i++) entries[i] = reader.Number(code.Length, "an entry");
        return new StubBytes(code, entries);
    }

    private static void WriteTemplate(ByteWriter writer, Template template)
    {
        Template.Form brief = template.Assemble(isShort: true);
        WriteForm(writer, brief);
        bool isTwo = template.HasSlots;
        writer.Byte(isTwo ? (byte)1 : (byte)0);
        if (isTwo) WriteForm(writer, template.Assemble(isShort: false));
    }

    private static (Template.Form, Template.Form) ReadTemplate(ref ByteReader reader)
    {
        Template.Form brief = ReadForm(ref reader);
        return (brief, reader.Byte() == 0 ? brief : ReadForm(ref reader));
    }

    private static void WriteForm(ByteWriter writer, Template.Form form)
    {
        writer.Bytes(form.Bytes);
        writer.Number(form.Holes.Length);
        foreach (Template.Hole hole in form.Holes)
        {
            writer.Number(hole.At);
            writer.Byte((byte)hole.Bytes);
            writer.Byte((byte)hole.Number);
        }
        writer.Number(form.Branches.Length);
        foreach (Template.Branch branch in form.Branches)
        {
            writer.Number(branch.At);
            writer.Byte((byte)branch.Label);
        }
    }

    private static Template.Form ReadForm(ref ByteReader reader)
    {
        byte[] bytes = reader.Bytes(BytesMax, "a template").ToArray();
        var holes = new Template.Hole[reader.Count(CountMax, 3, "holes")];
        for (int i = 0; i < holes.Length; i++) holes[i] = new Template.Hole(reader.Number(bytes.Length, "a hole's offset"), reader.Byte(), reader.Byte());
        var branches = new Template.Branch[reader.Count(CountMax, 2, "branches")];
        for (int i = 0; i < branches.Length; i++) branches[i] = new Template.Branch(reader.Number(bytes.Length, "a branch's offset"), reader.Byte());
        return new Template.Form(bytes, holes, branches);
    }
}
