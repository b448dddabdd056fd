using System.Text;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>The text of one file and where its lines begin. Offsets count UTF-16 units; lines and columns count from 1, columns in code points.</summary>
public sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string fileName, string text)
    {
        FileName = fileName;
        Text = text;
        for (int i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1)) _lineStarts.Add(i + 1);
    }

    /// <summary>As the user gave it.</summary>
    public string FileName { get; }
    public string Text { get; }
    public int LineCount => _lineStarts.Count;

    /// <summary>Reads a file's bytes as UTF-8; a byte-order mark is dropped.</summary>
    /// <param name="problem">What is wrong, for an `:io` error.</param>
    public static SourceText? Decode(string fileName, ReadOnlySpan<byte> bytes, out string? problem)
    {
        problem = null;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        try
        {
            return new SourceText(fileName, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        }
        catch (DecoderFallbackException e)
        {
            problem = $"{fileName} is not valid UTF-8 (at byte {e.Index})";
            return null;
        }
    }

    public SourcePosition PositionAt(int offset)
    {
        int line = LineIndexAt(offset);
        return new SourcePosition(line + 1, CodePoints(_lineStarts[line], offset) + 1);
    }

    /// <summary>The text of a line without its end.</summary>
    public string Line(int number)
    {
        int start = _lineStarts[number - 1];
        int end = number < _lineStarts.Count ? _lineStarts[number] - 1 : Text.Length;
        return Text[start..end].TrimEnd('\r');
    }

    private int LineIndexAt(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    private int CodePoints(int start, int end)
    {
        int count = 0;
        for (int i = start; i < end; i++)
            if (!char.IsLowSurrogate(Text[i])) count++;
        return count;
    }
}
