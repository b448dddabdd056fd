using System.Globalization;
using System.Text.Json;
using ClaudeLang.Protocol;
using Spectre.Console;

namespace ClaudeLang.Node.Cli;

/// <summary>A run's report for people and for programs. Always on stderr: stdout is the program's.</summary>
internal static class ReportText
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web);
    private const int WidthWithoutTerminal = 120;

    public static void PrintJson(RunReport report) => Console.Error.WriteLine(Json(report));
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonOptions);

    public static void PrintTable(RunReport report)
    {
        var console = StderrConsole();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in (string[])["function", "mode", "reported", "compiled by", "took", "swapped after", "bytes"]) table.AddColumn(title);
        foreach (var function in report.Functions)
            foreach (var code in function.Codes)
                table.AddRow(Row(function, code).Select(Markup.Escape).ToArray());
        if (table.Rows.Count > 0) console.Write(table);
        console.MarkupLineInterpolated($"{Headline(report)}");
        foreach (var note in Notes(report)) console.MarkupLineInterpolated($"  {note}");
    }

    private static string[] Row(FunctionReport function, CodeReport code) =>
    [
        code.EntryPc == 0 ? function.Name : $"{function.Name} (loop at {code.EntryPc})",
        function.Mode,
        code.ReportedMs < 0 ? "before start" : Ms(code.ReportedMs),
        code.Source == "none" ? "-" : code.Source == "store" ? $"{code.CompiledBy} (shared)" : code.CompiledBy,
        code.Source == "compiled" ? Ms(code.CompileMs) : "-",
        code.SwappedMs < 0 ? "never" : code.ReportedMs < 0 ? "-" : Ms(code.SwappedMs - code.ReportedMs),
        code.Source == "none" ? "-" : code.CodeBytes.ToString(CultureInfo.InvariantCulture),
    ];

    private static string Headline(RunReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{Ms(report.ElapsedMs)} on {report.Node}, {report.NativeShare * 100:0} % of it in native code; {report.Compiles} compiled, {report.FromStore} shared.");

    /// <summary>Each once, in order, with the functions it is about.</summary>
    private static IEnumerable<string> Notes(RunReport report) => report.Functions
        .SelectMany(function => function.Codes.SelectMany(code => code.Notes).Select(note => (Note: note, function.Name)))
        .GroupBy(pair => pair.Note).Select(group => $"{string.Join(", ", group.Select(pair => pair.Name).Distinct())}: {group.Key}")
        .Concat(report.Notes);

    public static IAnsiConsole StderrConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsErrorRedirected) console.Profile.Width = WidthWithoutTerminal;
        return console;
    }

    private static string Ms(double ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:0.0} ms");
}
