using System.CommandLine;
using System.Text;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Cli;

/// <summary>A one-line program: prints the value of its last form, unless that is nil.</summary>
internal static class EvalCommand
{
    public static Command Build()
    {
        var expression = new Argument<string>("EXPR") { Description = "Forms, as in a file" };
        var args = new Argument<string[]>("ARGS") { Description = "What io:args gives the program", Arity = ArgumentArity.ZeroOrMore };
        var (jit, grants) = (new JitOption(), new GrantOptions());
        var command = new Command("eval", "Run forms and print the value of the last one.\n\nExample:\n  claudelang eval \"(* 6 7)\"") { expression, args, jit.Option };
        grants.AddTo(command);
        command.SetAction(parsed => RunCommand.Run(
            new SubmitProgram(
                ProtocolVersion.Current, "<eval>", Encoding.UTF8.GetBytes(parsed.GetRequiredValue(expression)), parsed.GetValue(args) ?? [], jit.Read(parsed), grants.Read(parsed)),
            tell: _ => { }, printsResult: true));
        return command;
    }
}
