using System.CommandLine;
using ClaudeLang.Node.Language;

namespace ClaudeLang.Node.Cli;

/// <summary>Shows a program at one stage of its way to machine code.</summary>
internal static class ExplainCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The program, a .cl file" };
        var stage = new Option<string>("--stage") { Description = "Which form of it", HelpName = string.Join('|', Explainer.Stages), DefaultValueFactory = _ => "bytecode" }.AcceptOnlyFromAmong([.. Explainer.Stages]);
        var function = new Option<string?>("--function") { Description = "Only this function; by default all, or for ir, asm and image the first that runs hot", HelpName = "NAME" };
        var tier = new Option<string>("--tier") { Description = "Whose machine code or image", HelpName = string.Join('|', Explainer.Tiers), DefaultValueFactory = _ => Explainer.Tiers[0] }.AcceptOnlyFromAmong([.. Explainer.Tiers]);
        var command = new Command("explain", "Show a program as syntax, bytecode, intermediate code, machine code or image.\n\nExample:\n  claudelang explain examples/fib.cl --stage=asm --function=fib") { file, stage, function, tier };
        var passes = new PassOptions();
        passes.AddTo(command);
        command.SetAction(parsed =>
        {
            try
            {
                var path = parsed.GetRequiredValue(file);
                Console.Out.Write(Explainer.Explain(path, SourceFile.Read(path), parsed.GetRequiredValue(stage), parsed.GetValue(function), parsed.GetRequiredValue(tier), passes.Read(parsed)));
                return 0;
            }
            catch (BadProgramException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }
}
