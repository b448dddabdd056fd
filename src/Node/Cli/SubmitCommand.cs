using System.CommandLine;

namespace ClaudeLang.Node.Cli;

/// <summary>Runs a file on a cluster, as if it ran here.</summary>
internal static class SubmitCommand
{
    public static Command Build()
    {
        var options = new ProgramOptions();
        var cluster = ClusterOption();
        var command = new Command("submit", "Run a program on a cluster: its output comes here, its exit status is this command's.\n\nExample:\n  claudelang submit examples/nqueens.cl 8 --cluster 127.0.0.1:4053 --report");
        options.AddTo(command);
        command.Add(cluster);
        command.SetAction(parsed =>
        {
            options.Tiers.RefuseLogFile(parsed);
            var submit = options.Read(parsed);
            var client = Client.Connect(Arguments.Node(parsed.GetRequiredValue(cluster)));
            using var console = new StdConsole();
            console.FlushFromTimeToTime();
            var submission = client.Submit(submit, console);
            Ending.OnSignal(submission.Cancel);
            var end = submission.End.GetAwaiter().GetResult();
            console.Flush();
            if (end.Report is { } report) options.Report.Print(parsed, report);
            client.Close();
            return Finish(end);
        });
        return command;
    }

    public static Option<string> ClusterOption() => new("--cluster") { Description = "Any node of the cluster", HelpName = "HOST:PORT", Required = true };

    public static int Finish(SubmissionEnd end)
    {
        if (end.Problem is { } problem) Console.Error.WriteLine(problem.Contains('\n', StringComparison.Ordinal) || end.ExitStatus == 1 ? problem : $"claudelang: {problem}");
        return end.ExitStatus;
    }
}
