using System.CommandLine;
using System.Globalization;
using ClaudeLang.Protocol;
using Spectre.Console;

namespace ClaudeLang.Node.Cli;

/// <summary>Asks one node what it knows about all.</summary>
internal static class StatusCommand
{
    public static Command Build()
    {
        var cluster = SubmitCommand.ClusterOption();
        var json = new Option<bool>("--json") { Description = "As one line of JSON" };
        var command = new Command("status", "Show the nodes of a cluster and what they do.\n\nExample:\n  claudelang status --cluster 127.0.0.1:4053") { cluster, json };
        command.SetAction(parsed =>
        {
            var client = Client.Connect(Arguments.Node(parsed.GetRequiredValue(cluster)));
            var status = client.Status();
            if (parsed.GetValue(json)) Console.Out.WriteLine(ReportText.Json(status));
            else Print(status);
            client.Close();
            return 0;
        });
        return command;
    }

    private static void Print(StatusReply status)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in (string[])["node", "state", "roles", "running", "finished", "waiting", "compiled", "refused", "images"]) table.AddColumn(title);
        foreach (var member in status.Members)
        {
            var node = status.Nodes.FirstOrDefault(node => node.Address == member.Address);
            string[] numbers = node is null ? ["-", "-", "-", "-", "-", "-"] : [.. new[] { node.Running, node.Finished, node.Waiting, node.Compiled, node.Refused, node.Images }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
            table.AddRow([Markup.Escape(member.Address), Markup.Escape(member.State), Markup.Escape(string.Join(", ", member.Roles)), .. numbers]);
        }
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 120;
        AnsiConsole.Write(table);
    }
}
