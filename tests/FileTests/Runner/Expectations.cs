using System.Globalization;
using System.Text.RegularExpressions;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.FileTests.Runner;

/// <summary>
/// What a test file says of itself, in comment lines at its end:
/// <code>
///   ;; expect: a line on stdout          ;; expect-end: a last one without newline
///   ;; error: :kind part of the message  ;; at: function line:column (innermost first; all of them or none; file:line:column of an imported file)
///   ;; task-error: :kind message       (of a task that nobody awaited)
///   ;; syntax-error: CL0012 line:column
///   ;; warning: CL0025 line:column     (all of them or none)
///   ;; modes: interpreted native         (without it: Modes.Default)
///   ;; stack: 1m                         (so many MiB for pending calls; without it the run's own limit)
///   ;; heap: 64m                         (so many MiB for values)
///   ;; granted                           (files and the like, of a world that it has for itself: see <see cref="RecordingHost"/>)
///   ;; pre-empted                        (each millisecond, as an executor does it)
/// </code>
/// A run gives lines of the same form, so comparing and blessing are comparing and replacing lines.
/// </summary>
internal sealed record Expectations(string[] Body, string[] Lines, string[] Modes)
{
    private const string Output = ";; expect", Error = ";; error: ", At = ";; at: ", TaskError = ";; task-error: ", SyntaxError = ";; syntax-error: ", Warning = ";; warning: ", ModesLine = ";; modes: ";

    public static Expectations Read(string text)
    {
        string[] all = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        string[] lines = [.. all.Where(IsExpectation)];
        string[] modes = [.. all.Where(line => line.StartsWith(ModesLine)).SelectMany(line => line[ModesLine.Length..].Split(' '))];
        return new Expectations([.. all.Where(line => !IsExpectation(line) && !line.StartsWith(ModesLine))], lines, modes);
    }

    /// <summary>What the run may use.</summary>
    public static Limits LimitsOf(string text)
    {
        Limits limits = Limits.Default;
        return limits with { StackBytes = Bytes("stack") ?? limits.StackBytes, HeapBytes = Bytes("heap") ?? limits.HeapBytes };

        long? Bytes(string what) =>
            Regex.Match(text, $@"\n;; {what}: (\d+)m\n") is { Success: true } limit ? long.Parse(limit.Groups[1].Value, CultureInfo.InvariantCulture) << 20 : null;
    }

    public static bool IsGranted(string text) => text.Contains("\n;; granted\n", StringComparison.Ordinal);

    private static bool IsExpectation(string line) =>
        line.StartsWith(Output + ":") || line.StartsWith(Output + "-end: ") || line.StartsWith(Error) || line.StartsWith(At) || line.StartsWith(TaskError) || line.StartsWith(SyntaxError) || line.StartsWith(Warning);

    // ---- the lines that a run gives ---------------------------------------------------------------------------------
    public static IEnumerable<string> OutputLines(string output)
    {
        string[] lines = output.Split('\n');
        foreach (string line in lines[..^1]) yield return line.Length == 0 ? $"{Output}:" : $"{Output}: {line}";
        if (lines[^1].Length > 0) yield return $"{Output}-end: {lines[^1]}";
    }

    /// <param name="text">`:kind message`, or what was thrown.</param>
    public static string ErrorLine(string text) => $"{Error}{text}".ReplaceLineEndings(" ").TrimEnd();
    public static string TaskErrorLine(string text) => $"{TaskError}{text}".ReplaceLineEndings(" ").TrimEnd();
    /// <param name="file">Null for the file of the test itself.</param>
    public static string AtLine(string function, string? file, int line, int column) => $"{At}{function} {(file is null ? "" : file + ":")}{line}:{column}";
    public static string SyntaxErrorLine(string code, int line, int column) => $"{SyntaxError}{code} {line}:{column}";

    public static string WarningLine(string code, string place) => $"{Warning}{code} {place}";

    // ---- comparing and blessing -------------------------------------------------------------------------------------
    /// <summary>The lines of a run as far as this file wants to know them: its own error line if the run's has all of it, and no trace or warnings if it has none.</summary>
    public string[] Seen(IEnumerable<string> run)
    {
        string? wanted = Lines.FirstOrDefault(line => line.StartsWith(Error));
        bool knowsTrace = wanted is null || Lines.Any(line => line.StartsWith(At));
        bool knowsWarnings = Lines.Any(line => line.StartsWith(Warning));
        return [.. run.Where(line => (knowsTrace || !line.StartsWith(At)) && (knowsWarnings || !line.StartsWith(Warning))).Select(line => wanted is not null && IsThatError(line, wanted) ? wanted : line)];
    }

    private static bool IsThatError(string line, string wanted)
    {
        if (!line.StartsWith(Error)) return false;
        string[] found = line[Error.Length..].Split(' ', 2), part = wanted[Error.Length..].Split(' ', 2);
        return found[0] == part[0] && (part.Length == 1 || (found.Length == 2 && found[1].Contains(part[1], StringComparison.Ordinal)));
    }

    /// <summary>The file's text with what a run gave in the place of what was expected.</summary>
    public string Bless(IEnumerable<string> run)
    {
        string[] body = [.. Body.Reverse().SkipWhile(line => line.Length == 0).Reverse()];
        string[] modes = Modes.Length == 0 ? [] : [ModesLine + string.Join(' ', Modes)];
        return string.Join('\n', [.. body, "", .. modes, .. Seen(run), ""]);
    }
}
