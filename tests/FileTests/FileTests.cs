using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.FileTests;

public sealed class FileTests
{
    /// <summary>CLAUDE_BLESS=1 writes what the files do into them; CLAUDE_FILES=part runs those alone whose paths contain it.</summary>
    private static readonly bool Blesses = Environment.GetEnvironmentVariable("CLAUDE_BLESS") == "1";
    private static readonly string Part = Environment.GetEnvironmentVariable("CLAUDE_FILES") ?? "";

    public static TheoryData<string, string> Runs()
    {
        var runs = new TheoryData<string, string>();
        foreach (string file in TestFiles.All.Where(file => file.Contains(Part, StringComparison.Ordinal)))
        {
            string[] modes = Expectations.Read(TestFiles.Read(file)).Modes;
            foreach (string mode in Blesses ? [Modes.Interpreted] : modes.Length == 0 ? Modes.Default : modes) runs.Add(file, mode);
        }
        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void It_does_what_it_says(string file, string mode)
    {
        string path = Path.Combine(TestFiles.Folder, file), text = File.ReadAllText(path);
        Expectations expected = Expectations.Read(text);
        string[] run = ProgramRunner.Run(path, text, mode);
        if (Blesses) File.WriteAllText(path, expected.Bless(run));
        else Assert.Equal(string.Join('\n', expected.Lines), string.Join('\n', expected.Seen(run)));
    }

    /// <summary>Or else the native runs would show nothing.</summary>
    [Fact]
    public void Hot_programs_become_machine_code()
    {
        foreach (string file in TestFiles.All.Where(file => file.StartsWith("hot", StringComparison.Ordinal)))
        {
            ProgramRunner.Run(Path.Combine(TestFiles.Folder, file), TestFiles.Read(file), Modes.Native, out IReadOnlyList<FunctionStatus> functions);
            Assert.True(functions.Any(function => !function.IsLibrary && function.Installs.Count > 0), $"{file}: nothing was compiled");
        }
    }

    /// <summary>What the compiler makes of every file passes the verifier and comes through bytes and text unchanged.</summary>
    [Fact]
    public void Its_bytecode_is_valid()
    {
        int programs = 0;
        foreach (string file in TestFiles.All)
        {
            string path = Path.Combine(TestFiles.Folder, file);
            CompileOutcome outcome = ProgramRunner.Compile(path, File.ReadAllText(path));
            if (outcome.Program is null) continue;
            foreach (FileCode code in outcome.Program.Files) AssertValid(code.Main);
            programs++;
        }
        AssertValid(ProgramRunner.Library.Prelude);
        Assert.True(programs > 50, $"only {programs} programs");
    }

    private static void AssertValid(Chunk chunk)
    {
        ChunkVerifier.Verify(chunk, number => BuiltinTable.TryFind(number) is not null);
        byte[] bytes = ChunkCodec.Encode(chunk, withDebug: true);
        Assert.Equal(bytes, ChunkCodec.Encode(ChunkCodec.Decode(bytes), withDebug: true));
        Assert.Equal(bytes, ChunkCodec.Encode(ChunkText.Parse(ChunkText.Print(chunk)), withDebug: true));
        Assert.Equal(chunk.Hash, ChunkCodec.Decode(bytes).Hash);
    }
}
