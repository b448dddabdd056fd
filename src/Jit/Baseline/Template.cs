using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>What a template's author sees of its holes: stand-ins that are found again in the bytes.</summary>
internal readonly struct Holes(int[] values, int[] labels)
{
    /// <summary>The frame word that the caller names by its index.</summary>
    public Mem Slot(int hole) => new(Gpr.Rsp, values[hole]);
    /// <summary>A number of 32 bits: an immediate or a displacement.</summary>
    public int Word(int hole) => values[hole];
    /// <summary>A number of 8 bits, an immediate.</summary>
    public int Byte(int hole) => values[hole];
    /// <summary>A place outside of the template.</summary>
    public int Label(int number) => labels[number];
}

/// <summary>
/// Some instructions that were encoded once and are copied from then on: bytes, and where in them numbers and branch distances are filled in.
/// Copying costs a few nanoseconds where encoding costs thirty an instruction (Xu and Kjolstad, Copy-and-Patch Compilation, 2021).
/// </summary>
internal sealed class Template
{
    /// <summary>Where a number is filled in: the offset and size of its bytes, and which of the caller's numbers it is.</summary>
    internal readonly record struct Hole(int At, int Bytes, int Number);
    /// <summary>Where the distance to a place outside is filled in, and which of the caller's labels that is.</summary>
    internal readonly record struct Branch(int At, int Label);

    /// <summary>Frame words below this index have a displacement of one byte.</summary>
    public const int ShortSlots = 16;

    private readonly string _shape;
    private readonly int _labels;
    private readonly Action<Emitter, Holes> _emit;
    private Form? _short, _long;

    /// <param name="number">Its place among all templates, in the order in which they are made.</param>
    /// <param name="shape">One letter a hole: s a frame word, w a word of 32 bits, b a byte.</param>
    /// <param name="labels">How many places outside it branches to.</param>
    public Template(int number, string shape, int labels, Action<Emitter, Holes> emit) => (Number, _shape, _labels, _emit) = (number, shape, labels, emit);

    /// <summary>One encoding: with short displacements of all frame words, or with long ones.</summary>
    internal sealed record Form(byte[] Bytes, Hole[] Holes, Branch[] Branches);

    public int Number { get; }
    public bool HasSlots => _shape.Contains('s');
    public bool IsSlot(int hole) => _shape[hole] == 's';
    public bool IsByte(int hole) => _shape[hole] == 'b';
    public int HoleCount => _shape.Length;
    public int LabelCount => _labels;

    public Form Short => _short ??= Of(isShort: true);
    public Form Long => _long ??= Of(isShort: false);

    private Form Of(bool isShort) => AssembledCode.OfProcess?.Form(Number, isShort) ?? Assemble(isShort);

    /// <summary>Each hole is found by encoding twice with values that differ in all of its bytes.</summary>
    internal Form Assemble(bool isShort)
    {
        int[] values = [.. _shape.Select(kind => StandIn(kind, isShort, second: false))];
        (byte[] bytes, Branch[] branches) = Encode(values);
        var holes = new List<Hole>();
        for (int number = 0; number < values.Length; number++)
        {
            int[] other = [.. values];
            other[number] = StandIn(_shape[number], isShort, second: true);
            byte[] changed = Encode(other).Bytes;
            if (changed.Length != bytes.Length) throw new InvalidOperationException("A template's length depends on what is filled in.");
            for (int at = 0; at < bytes.Length; at++)
            {
                if (bytes[at] == changed[at]) continue;
                int size = IsShort(_shape[number], isShort) ? 1 : 4;
                holes.Add(new Hole(at, size, number));
                at += size - 1;
            }
        }
        return new Form(bytes, [.. holes], branches);
    }

    private static bool IsShort(char kind, bool hasShortSlots) => kind == 'b' || (kind == 's' && hasShortSlots);

    private static int StandIn(char kind, bool isShort, bool second) => IsShort(kind, isShort) ? (second ? 16 : 8) : second ? 0x02020210 : 0x01010108;

    private (byte[] Bytes, Branch[] Branches) Encode(int[] values)
    {
        var emitter = new Emitter();
        int[] labels = Plain.Array(_labels, _ => emitter.NewLabel());
        _emit(emitter, new Holes(values, labels));
        (int At, int Label)[] outside = emitter.ResolveInside();
        return (emitter.ToArray(), [.. outside.Select(branch => new Branch(branch.At, Array.IndexOf(labels, branch.Label)))]);
    }
}
