using System.CommandLine;
using System.Text;
using ClaudeLang.Node.Language;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Cli;

/// <summary>A one-line program: prints the value of its last form, unless that is nil.</summary>
internal static class EvalCommand
{
    public static Command Build()
    {
        var expression = new Argument<string>("EXPR") { Description = "Forms, as in a file" };
        var args = new Argument<string[]>("ARGS") { Description = "What io:args gives the program", Arity = ArgumentArity.ZeroOrMore };
        var (jit, grants, limits, tiers) = (new JitOption(), new GrantOptions(), new LimitOptions(), new TierOptions());
        var command = new Command("eval", "Run forms and print the value of the last one.\n\nExample:\n  claudelang eval \"(* 6 7)\"") { expression, args, jit.Option };
        grants.AddTo(command);
        limits.AddTo(command);
        tiers.AddTo(command);
        var native = new NativeOptions(command);
        command.SetAction(parsed =>
        {
            const string name = "<eval>";
            native.Begin(parsed);
            using var logFile = tiers.OpenLog(parsed);
            var (source, granted) = (Encoding.UTF8.GetBytes(parsed.GetRequiredValue(expression)), grants.Read(parsed));
            var submit = new SubmitProgram(
                ProtocolVersion.Current, name, source, parsed.GetValue(args) ?? [], jit.Read(parsed), granted, ClaudeLanguage.ReadImports(name, source, granted), limits.Read(parsed), tiers.Read(parsed, asJson: false));
            return RunCommand.Run(submit, tell: null, printsResult: true, logFile);
        });
        return command;
    }
}
