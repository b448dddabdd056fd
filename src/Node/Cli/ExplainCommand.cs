using System.CommandLine;

namespace ClaudeLang.Node.Cli;

/// <summary>Shows a program at one stage of its way to machine code.</summary>
internal static class ExplainCommand
{
    private static readonly string[] Stages = ["syntax", "bytecode", "ir", "asm", "image"];

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The program, a .cl file" };
        var stage = new Option<string>("--stage") { Description = "Which form of it", HelpName = string.Join('|', Stages), DefaultValueFactory = _ => "bytecode" }.AcceptOnlyFromAmong(Stages);
        var function = new Option<string?>("--function") { Description = "Only this function; by default all, or for ir, asm and image the first", HelpName = "NAME" };
        var command = new Command("explain", "Show a program as syntax, bytecode, intermediate code, machine code or image.\n\nExample:\n  claudelang explain examples/fib.cl --stage=asm --function=fib") { file, stage, function };
        command.SetAction(parsed =>
        {
            Console.Out.Write(Wiring.Explain(parsed.GetRequiredValue(file), parsed.GetRequiredValue(stage), parsed.GetValue(function)));
            return 0;
        });
        return command;
    }
}
