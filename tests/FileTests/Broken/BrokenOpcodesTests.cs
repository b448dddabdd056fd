using System.Collections.Concurrent;
using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.FileTests.Broken;

/// <summary>Each instruction of the opcode table is there for something: a program that it does nothing in does something else than it says.</summary>
public sealed class BrokenOpcodesTests(ITestOutputHelper output)
{
    /// <summary>A broken condition may make a program run for ever. One that needs more than this as it is shows nothing here.</summary>
    private static readonly Limits Limits = new(Fuel: 500_000, TimeMs: 20_000, HeapBytes: 256 << 20, StackBytes: 16 << 20);

    /// <summary>It stands in no program, only in the run time's own code: BrokenRulesTests breaks it, `a pending check is not made`.</summary>
    private static readonly HashSet<Opcode> InNoProgram = [Opcode.ResultCheck];

    private sealed record Candidate(string Path, string Text, CompileOutcome Outcome)
    {
        public ProgramCode Code => Outcome.Program!;
        public int Size => Code.Files.Sum(file => SizeOf(file.Main));
        private static int SizeOf(Chunk chunk) => chunk.Code.Length + chunk.Functions.Sum(SizeOf);
    }

    [Fact]
    public void An_instruction_that_does_nothing_is_seen()
    {
        Candidate[] all = [.. Candidates().OrderBy(candidate => candidate.Size)];
        var isWhole = new ConcurrentDictionary<string, bool>();
        var unseen = new ConcurrentBag<Opcode>();
        Parallel.ForEach(Opcodes.Table.Select(row => row.Op).Except(InNoProgram), op =>
        {
            Candidate? seenBy = all.Where(candidate => candidate.Code.Files.Any(file => BrokenOpcodes.Uses(file.Main, op)))
                .FirstOrDefault(candidate => isWhole.GetOrAdd(candidate.Path, _ => DoesWhatItSays(candidate, candidate.Code)) && !DoesWhatItSays(candidate, BrokenOpcodes.Break(candidate.Code, op)));
            if (seenBy is null) unseen.Add(op);
            else output.WriteLine($"{op}: {Path.GetRelativePath(TestFiles.Folder, seenBy.Path)}");
        });
        Assert.Empty(unseen.Order());
    }

    private static IEnumerable<Candidate> Candidates()
    {
        foreach (string file in TestFiles.All)
        {
            string path = Path.Combine(TestFiles.Folder, file), text = File.ReadAllText(path);
            CompileOutcome outcome = ProgramRunner.Compile(path, text);
            if (outcome.Program is not null) yield return new Candidate(path, text, outcome);
        }
    }

    private static bool DoesWhatItSays(Candidate candidate, ProgramCode code)
    {
        foreach (FileCode file in code.Files) ChunkVerifier.Verify(file.Main, number => BuiltinTable.TryFind(number) is not null);
        try
        {
            string[] run = ProgramRunner.Run(candidate.Path, candidate.Text, candidate.Outcome with { Program = code }, (program, host) => new Execution(program, host, new ExecutionOptions(Limits), ProgramRunner.Library.Prelude), out _);
            var expected = Expectations.Read(candidate.Text);
            return expected.Seen(run).SequenceEqual(expected.Lines);
        }
        catch (BugException)
        {
            return false; // what the instruction did is missed by another one
        }
    }
}
