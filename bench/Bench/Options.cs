using System.Globalization;

namespace ClaudeLang.Bench;

/// <summary>The command line.</summary>
/// <param name="Only">Programs to run; empty: all.</param>
/// <param name="Parts">Of <see cref="Results.Programs"/>, <see cref="Results.Compilers"/>, <see cref="Results.Cluster"/>.</param>
public sealed record Options(bool Quick, int Rounds, IReadOnlyList<string> Only, IReadOnlyList<string> With, IReadOnlyList<string> Parts, string Folder)
{
    public const string Usage = "usage: bench/run [--quick] [--rounds=N] [--only=PROGRAM,…] [--with=CONTESTANT,…] [--programs] [--compilers] [--cluster] [--to=FOLDER]";

    /// <exception cref="FormatException">The message is for the user.</exception>
    public static Options Parse(IEnumerable<string> args)
    {
        var options = new Options(false, 0, [], [], [], Repository.ReportFolder);
        foreach (string arg in args)
        {
            string[] parts = arg.Split('=', 2);
            options = (parts[0], parts.Length == 2 ? parts[1] : null) switch
            {
                ("--quick", null) => options with { Quick = true },
                ("--rounds", { } text) when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) && rounds > 0 => options with { Rounds = rounds },
                ("--only", { } text) => options with { Only = text.Split(',') },
                ("--with", { } text) => options with { With = text.Split(',') },
                ("--to", { } text) => options with { Folder = Path.GetFullPath(text) },
                ("--" + Results.Programs or "--" + Results.Compilers or "--" + Results.Cluster, null) => options with { Parts = [.. options.Parts, parts[0][2..]] },
                _ => throw new FormatException($"unknown option {arg}\n{Usage}"),
            };
        }
        if (options.Only.FirstOrDefault(name => !Case.All.Any(test => test.Name == name)) is { } unknown) throw new FormatException($"there is no program {unknown}");
        return options with
        {
            Rounds = options.Rounds > 0 ? options.Rounds : options.Quick ? 1 : 3,
            Parts = options.Parts.Count > 0 ? options.Parts : [Results.Programs, Results.Compilers, Results.Cluster],
        };
    }
}
