using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ClaudeLang.Jit.Baseline;

/// <summary>Bytes that templates are copied into. Labels are numbers; all branches have four-byte distances.</summary>
internal sealed class CodeBuffer
{
    private const int Unbound = -1;

    private byte[] _bytes = new byte[4096];
    private int _length, _labelCount, _fixupCount;
    private int[] _labels = new int[256];
    private (int At, int Label)[] _fixups = new (int, int)[256];

    public int Offset => _length;

    public void Clear() => _length = _labelCount = _fixupCount = 0;

    public int NewLabel()
    {
        if (_labelCount == _labels.Length) Array.Resize(ref _labels, 2 * _labelCount);
        _labels[_labelCount] = Unbound;
        return _labelCount++;
    }

    public void Bind(int label) => _labels[label] = _length;
    public int OffsetOf(int label) => _labels[label];

    /// <summary>Copies a template and fills it in: for a hole of a frame word its index, for a word itself.</summary>
    public void Add(Template template, int a = 0, int b = 0, int c = 0, int d = 0, int label0 = -1, int label1 = -1)
    {
        Template.Form form = HasShortSlots(template, a, b, c, d) ? template.Short : template.Long;
        byte[] bytes = form.Bytes;
        if (_length + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + bytes.Length));
        bytes.AsSpan().CopyTo(_bytes.AsSpan(_length));
        foreach ((int at, int size, int number) in form.Holes)
        {
            int value = number switch { 0 => a, 1 => b, 2 => c, _ => d };
            if (template.IsSlot(number)) value *= 8;
            if (size == 1) _bytes[_length + at] = (byte)value;
            else Write(_length + at, value);
        }
        foreach ((int at, int number) in form.Branches) BranchTo(_length + at, number == 0 ? label0 : label1);
        _length += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasShortSlots(Template template, int a, int b, int c, int d)
    {
        int holes = template.HoleCount;
        return (holes < 1 || !template.IsSlot(0) || a < Template.ShortSlots) && (holes < 2 || !template.IsSlot(1) || b < Template.ShortSlots)
            && (holes < 3 || !template.IsSlot(2) || c < Template.ShortSlots) && (holes < 4 || !template.IsSlot(3) || d < Template.ShortSlots);
    }

    private void BranchTo(int at, int label)
    {
        if (_labels[label] != Unbound)
        {
            Write(at, _labels[label] - (at + 4));
            return;
        }
        if (_fixupCount == _fixups.Length) Array.Resize(ref _fixups, 2 * _fixupCount);
        _fixups[_fixupCount++] = (at, label);
    }

    private void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at), value);

    /// <summary>Resolves the branches; the code as it is.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        for (int i = 0; i < _fixupCount; i++) Write(_fixups[i].At, _labels[_fixups[i].Label] - (_fixups[i].At + 4));
        _fixupCount = 0;
        return _bytes.AsSpan(0, _length);
    }
}
