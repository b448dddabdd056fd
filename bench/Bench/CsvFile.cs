using System.Globalization;
using System.Text;

namespace ClaudeLang.Bench;

/// <summary>Rows as text and back. No value has a comma in it.</summary>
public static class CsvFile
{
    private const string Header = "part,program,contestant,measure,round,value";

    public static string Write(IEnumerable<Row> rows)
    {
        var text = new StringBuilder(Header + "\n");
        foreach (Row row in rows)
            text.Append(CultureInfo.InvariantCulture, $"{row.Part},{row.Program},{row.Contestant},{row.Measure},{row.Round},{row.Value:G6}\n");
        return text.ToString();
    }

    /// <exception cref="FormatException">This is no report of the benchmark; the message says which line.</exception>
    public static List<Row> Read(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0].Trim() != Header) throw new FormatException($"it does not begin with the line {Header}");
        return [.. lines.Skip(1).Select((line, index) => Parse(line.Trim(), index + 2))];
    }

    public static string WriteCurves(Results results)
    {
        var text = new StringBuilder("program,contestant,round,iteration,ms\n");
        foreach ((string program, string contestant, int round, IReadOnlyList<double> ms) in results.Curves)
            for (int i = 0; i < ms.Count; i++)
                text.Append(CultureInfo.InvariantCulture, $"{program},{contestant},{round},{i},{ms[i]:G6}\n");
        return text.ToString();
    }

    private static Row Parse(string line, int number)
    {
        string[] cells = line.Split(',');
        return cells.Length == 6 && int.TryParse(cells[4], NumberStyles.None, CultureInfo.InvariantCulture, out int round)
            && double.TryParse(cells[5], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? new Row(cells[0], cells[1], cells[2], cells[3], round, value) : throw new FormatException($"line {number} is not a row: {line}");
    }
}
