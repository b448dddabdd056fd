using System.Globalization;
using System.Text;
using ClaudeLang.Jit;
using ClaudeLang.Jit.Image;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Language;

/// <summary>A program, or one function of it, as text at each stage of its way to machine code.</summary>
public static class Explainer
{
    public static readonly IReadOnlyList<string> Stages = ["syntax", "bytecode", "ir", "asm", "image"];
    public static readonly IReadOnlyList<string> Tiers = ["optimized", "baseline"];
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(2);

    /// <param name="tier">One of <see cref="Tiers"/>, for the stages asm and image.</param>
    /// <param name="off">What the optimizing compiler leaves out.</param>
    /// <exception cref="BadProgramException">The text does not compile, or has no such function or stage.</exception>
    public static string Explain(string fileName, byte[] text, string stage, string? function, string tier = "optimized", PassSet off = PassSet.None) => stage switch
    {
        "syntax" => Syntax(fileName, text, function),
        "bytecode" => Bytecode(Compile(fileName, text), function, fileName),
        "ir" when tier == "baseline" => throw new BadProgramException("explain: baseline code is made without intermediate code; --stage=asm shows it"),
        _ => Compiled(fileName, text, stage, function, tier, off),
    };

    private static ProgramCode Compile(string fileName, byte[] text) => ClaudeLanguage.Compile(fileName, text, ClaudeLanguage.ReadImports(fileName, text, Grants.None));

    private static string Syntax(string fileName, byte[] text, string? function)
    {
        Compile(fileName, text);
        var forms = Parser.Parse(SourceText.Decode(fileName, text, out _)!, new DiagnosticBag());
        var output = new StringBuilder();
        foreach (var form in forms) if (function is null || Defines(form, function)) DatumText.Write(output, form, 0);
        return output.Length > 0 || function is null ? output.ToString() : throw NoSuch(fileName, function);
    }

    private static bool Defines(Datum form, string function) =>
        form is GroupDatum { Head: "define", Items: [_, NameDatum name, ..] } && name.Name == function
        || form is GroupDatum { Head: "define", Items: [_, GroupDatum signature, ..] } && signature.Head == function;

    private static string Bytecode(ProgramCode program, string? function, string fileName) =>
        ChunkText.Print(function is null ? program.Main : Find(program, function) ?? throw NoSuch(fileName, function), number => BuiltinTable.TryFind(number)?.Name);

    /// <summary>Compiles what a run of the program would ask for: its output goes nowhere, and nothing is granted to it.</summary>
    private static string Compiled(string fileName, byte[] text, string stage, string? function, string tier, PassSet off)
    {
        var program = Compile(fileName, text);
        var chunk = function is null ? null : Find(program, function) ?? throw NoSuch(fileName, function);
        var candidates = RunUntilHot(fileName, text, chunk);
        var found = candidates.Find(candidate => chunk is null || candidate.Chunk.Hash == chunk.Hash)
            ?? (chunk is null ? throw new BadProgramException($"{fileName}: no function ran hot; --function=NAME shows one that did not") : Assumed(chunk));
        var job = CompileJob.For(tier == "baseline" ? found with { Tier = CodeTier.Baseline } : found, off);
        if (stage == "ir") return Pipeline.PrintIr(job);
        return Pipeline.Compile(job) switch
        {
            CompileResult.Compiled compiled when stage == "asm" => ImageText.Print(compiled.Image, found.Chunk),
            CompileResult.Compiled compiled => ImageBytes(compiled.Image),
            CompileResult.Bailed bailed => $"; no code: {found.Chunk.Name} {Reasons.Info(bailed.Reason).Text} ({bailed.Detail})\n",
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }

    private static List<CompileCandidate> RunUntilHot(string fileName, byte[] text, Chunk? wanted)
    {
        var candidates = new List<CompileCandidate>();
        IProgram? running = null;
        using var program = new ClaudeLanguage().Load(new ProgramSource(fileName, text, [], Grants.None, ClaudeLanguage.ReadImports(fileName, text, Grants.None)), new SilentConsole(), candidate =>
        {
            candidates.Add(candidate);
            if (wanted is null || candidate.Chunk.Hash == wanted.Hash) running?.Preempt();
        });
        running = program;
        var stopped = new ManualResetEvent(false);
        using var timer = new Timer(_ => program.Preempt(), null, RunLimit, Timeout.InfiniteTimeSpan);
        var deadline = Environment.TickCount64 + (long)RunLimit.TotalMilliseconds;
        while (program.Run() == SliceEnd.Yielded && Environment.TickCount64 < deadline && !candidates.Exists(candidate => wanted is null || candidate.Chunk.Hash == wanted.Hash)) { }
        timer.Dispose(stopped);
        stopped.WaitOne();
        return candidates;
    }

    /// <summary>Never hot in a run: as if every instruction had been reached and had met small Ints.</summary>
    private static CompileCandidate Assumed(Chunk chunk) => new(0, chunk, 0, [.. chunk.Code.Select(_ => (byte)Feedback.Reached)]);

    /// <summary>In the program's own file, else in those that it imports.</summary>
    private static Chunk? Find(ProgramCode program, string name) => program.Files.Select(file => Find(file.Main, name)).FirstOrDefault(found => found is not null);

    private static Chunk? Find(Chunk around, string name) => around.Functions.FirstOrDefault(function => function.Name == name)
        ?? around.Functions.Select(function => Find(function, name)).FirstOrDefault(found => found is not null);

    private static string ImageBytes(CodeImage image)
    {
        var bytes = image.Encode();
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"key       {image.Key}\nfunction  {image.FunctionHash}\nentry pc  {image.EntryPc}\ncpu level {image.CpuLevel}\ncode      {image.CodeLength} bytes, {Math.Max(0, image.Code.Length - image.DataOffset)} of data, {image.Sites.Length} sites\nencoded   {bytes.Length} bytes\n"));
        for (var at = 0; at < bytes.Length; at += 16)
            text.Append(CultureInfo.InvariantCulture, $"{at:x6}  {Convert.ToHexStringLower(bytes.AsSpan(at, Math.Min(16, bytes.Length - at)))}\n");
        return text.ToString();
    }

    private static BadProgramException NoSuch(string fileName, string function) => new($"{fileName}: there is no function {function}");
}

/// <summary>What the reader made of a text: one datum a line, with its place, indented by its depth.</summary>
internal static class DatumText
{
    public static void Write(StringBuilder output, Datum datum, int depth)
    {
        output.Append(CultureInfo.InvariantCulture, $"{datum.Position.Line,4}:{datum.Position.Column,-4}").Append(' ', depth * 2);
        switch (datum)
        {
            case GroupDatum group:
                output.Append(group.Open).Append('\n');
                foreach (var item in group.Items) Write(output, item, depth + 1);
                break;
            case NameDatum name: output.Append(name.Name).Append('\n'); break;
            case AtomDatum atom: output.Append(ConstantText.Print(atom.Value)).Append('\n'); break;
        }
    }
}
