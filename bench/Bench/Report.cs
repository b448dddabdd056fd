using System.Globalization;
using System.Text;

namespace ClaudeLang.Bench;

/// <summary>The results as a table for people (Markdown) and for programs (CSV).</summary>
public static class Report
{
    public static string Markdown(IReadOnlyList<CaseResult> results, IReadOnlyList<IContestant> contestants, IReadOnlyList<string> missing, int rounds)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"Processor time, medians of {rounds} rounds in turn, {DateTime.UtcNow:yyyy-MM-dd}, commit {Repository.Commit()}, .NET {Environment.Version}.\n"));
        text.Append(Invariant($"Machine: {Repository.Machine()}.\n\n"));
        text.Append("| program | interpreter ms | native ms | native is faster by | cold ms | lua5.4 ms | interpreter / lua5.4 | luajit ms | node ms |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (CaseResult result in results)
        {
            text.Append(Invariant($"| {result.Case.Name} {result.Size} ({result.Case.What}) "));
            text.Append(Invariant($"| {Ms(result, Names.Interpreter)} | {Ms(result, Names.Native)} | {Times(result.Ratio(Names.Interpreter, Names.Native))} "));
            text.Append(Invariant($"| {Ms(result, Names.Cold)} | {Ms(result, Names.Lua)} | {Times(result.Ratio(Names.Interpreter, Names.Lua))} "));
            text.Append(Invariant($"| {Ms(result, Names.LuaJit)} | {Ms(result, Names.Node)} |\n"));
        }
        text.Append('\n');
        foreach (IContestant contestant in contestants) text.Append(Invariant($"- {contestant.Name}: {contestant.Version}\n"));
        foreach (string name in missing) text.Append(Invariant($"- {name}: not on this machine, its column is left empty\n"));
        foreach (CaseResult result in results)
            text.Append(result.Disagreement is null ? Invariant($"- {result.Case.Name} {result.Size}: all print {result.Result}\n") : $"- DISAGREEMENT: {result.Disagreement}\n");
        return text.ToString();
    }

    public static string Csv(IReadOnlyList<CaseResult> results)
    {
        var text = new StringBuilder("program,size,contestant,round,ms\n");
        foreach (CaseResult result in results)
            foreach (Times times in result.Times)
                for (int round = 0; round < times.Ms.Count; round++)
                    text.Append(Invariant($"{result.Case.Name},{result.Size},{times.Contestant},{round},{times.Ms[round]:F3}\n"));
        return text.ToString();
    }

    private static string Ms(CaseResult result, string contestant) => result.Median(contestant)?.ToString("F1", CultureInfo.InvariantCulture) ?? "";
    private static string Times(double? ratio) => ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "";
    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

public static class Names
{
    public const string Interpreter = "interpreter", Native = "native", Cold = "cold", Lua = "lua5.4", LuaJit = "luajit", Node = "node";
}
