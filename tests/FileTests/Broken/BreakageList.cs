using System.Text.RegularExpressions;

namespace ClaudeLang.FileTests.Broken;

/// <summary>One place of a breakage: a text of a source file, and what stands there instead.</summary>
/// <param name="File">Path below the repository's root.</param>
/// <param name="Original">Lines of the file, whose indentation does not matter. They stand there once; «…» in them marks the part that is replaced.</param>
internal sealed record Replacement(string File, string Original, string Instead)
{
    /// <summary>Where the replaced part lies in the file's text.</summary>
    /// <exception cref="FormatException">The text stands there not once.</exception>
    public (int Start, int Length) Find(string text)
    {
        bool isMarked = Original.Contains('«');
        string pattern = string.Join(@"\s*\n\s*", (isMarked ? Original : $"«{Original}»").Split('\n').Select(line => Regex.Escape(line.Trim()))).Replace("«", "(?<part>").Replace("»", ")");
        MatchCollection found = Regex.Matches(text, pattern);
        if (found.Count != 1) throw new FormatException($"{File} has this text {found.Count} times: {Original}");
        Group part = found[0].Groups["part"];
        return (part.Index, part.Length);
    }
}

/// <summary>A rule of the language, broken in the C# that carries it out.</summary>
/// <param name="Number">From 1 on, over all lists.</param>
/// <param name="Row">Of docs/language-tests.md: `section: beginning of the statement`.</param>
/// <param name="What">What holds instead of the rule.</param>
internal sealed record Breakage(int Number, string Row, string What, Replacement[] Replacements);

/// <summary>A row that no program can show alone.</summary>
/// <param name="Test">One of the tests that the row lists by their path.</param>
internal sealed record ShownElsewhere(string Row, string Test, string Why);

/// <summary>
/// The lists `tests/FileTests/Broken/*.txt`:
/// <code>
///   # a comment
///   == Reading: of equal keys in a literal        (a row of docs/language-tests.md; what follows is about it)
///   @ tests/Vm.Tests/… why no program shows it
///   * the first of equal keys wins
///   src/Vm/….cs
///   - what stands there, one line or several
///   + what stands there in the broken one: an expression for an expression, statements for statements
/// </code>
/// A text with BROKEN in it goes to the place as it is, with a condition for that word. A breakage may have several places.
/// </summary>
internal sealed record BreakageList(Breakage[] Breakages, ShownElsewhere[] Elsewhere)
{
    /// <exception cref="FormatException">Names the line.</exception>
    public static BreakageList Read(IEnumerable<(string File, string[] Lines)> lists)
    {
        var reader = new Reader();
        foreach ((string file, string[] lines) in lists)
        {
            for (int i = 0; i < lines.Length; i++)
                if (!reader.Take(lines[i])) throw new FormatException($"{file}:{i + 1}: {lines[i]}");
            reader.End();
        }
        return new BreakageList([.. reader.Breakages], [.. reader.Elsewhere]);
    }

    /// <summary>The one row that a `section: beginning` means; null if there is none, or several.</summary>
    public static T? RowOf<T>(string name, IEnumerable<T> rows, Func<T, string> nameOf) where T : class
    {
        T[] found = [.. rows.Where(row => nameOf(row).StartsWith(name, StringComparison.Ordinal))];
        return found.Length == 1 ? found[0] : null;
    }

    private sealed class Reader
    {
        private readonly List<Replacement> _replacements = [];
        private readonly List<string> _original = [], _instead = [];
        private string? _row, _what, _file;

        public List<Breakage> Breakages { get; } = [];
        public List<ShownElsewhere> Elsewhere { get; } = [];

        public bool Take(string line)
        {
            string rest = line.Length > 2 ? line[2..] : "";
            switch (line)
            {
                case "" or ['#', ..]: return true;
                case ['=', '=', ..]:
                    End();
                    _row = rest.Trim();
                    return true;
                case ['*', ' ', ..]:
                    End();
                    _what = rest;
                    return _row is not null;
                case ['@', ' ', ..]:
                    string[] words = rest.Split(' ', 2);
                    Elsewhere.Add(new ShownElsewhere(_row!, words[0], words[1]));
                    return _row is not null;
                case ['-', ..]:
                    if (_instead.Count > 0) EndReplacement();
                    _original.Add(rest);
                    return _file is not null;
                case ['+', ..]:
                    _instead.Add(rest);
                    return _original.Count > 0;
                default:
                    EndReplacement();
                    _file = line;
                    return _what is not null && line.StartsWith("src/", StringComparison.Ordinal);
            }
        }

        public void End()
        {
            EndReplacement();
            if (_what is not null) Breakages.Add(new Breakage(Breakages.Count + 1, _row!, _what, [.. _replacements]));
            _replacements.Clear();
            (_what, _file) = (null, null);
        }

        private void EndReplacement()
        {
            if (_original.Count > 0) _replacements.Add(new Replacement(_file!, string.Join('\n', _original), string.Join('\n', _instead)));
            _original.Clear();
            _instead.Clear();
        }
    }
}
