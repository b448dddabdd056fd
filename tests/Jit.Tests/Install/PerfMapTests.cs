using System.Globalization;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Tests.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

public sealed class PerfMapTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("claudelang-");
    private readonly NativeRuntime _runtime = new(new CodeMemory(CodeMemory.RegionBytesMin, isForPerf: true));

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void There_is_a_line_for_each_piece_of_code_whether_it_came_before_or_after_the_file()
    {
        Chunk chunk = ChunkText.Parse(CodeTests.Sum);
        InstalledCode before = Install(chunk, 0, CodeTier.Baseline);
        var map = new PerfMap(_directory.FullName);
        Assert.Equal(Path.Combine(_directory.FullName, $"perf-{Environment.ProcessId}.map"), map.Path);
        _runtime.Write(map);
        InstalledCode after = Install(chunk, 0, CodeTier.Optimized);
        var lines = Lines(map);
        Assert.Equal(3, lines.Count);
        Assert.Equal("border of machine code", lines[0].Name);
        Assert.InRange(_runtime.Stubs.Exit, lines[0].Start, lines[0].Start + lines[0].Bytes - 1);
        AssertIs(lines[1], before, $"{chunk.Name} [baseline]");
        AssertIs(lines[2], after, $"{chunk.Name} [optimized]");
        Assert.Same(after, Install(chunk, 0, CodeTier.Optimized));
        Assert.Equal(3, Lines(map).Count);
    }

    /// <summary>perf takes `/dev/zero` for memory without a file, and then looks into the map.</summary>
    [Fact]
    public void Code_lies_in_memory_without_a_name_that_runs_and_is_not_written()
    {
        InstalledCode code = Install(ChunkText.Parse(CodeTests.Sum), 0, CodeTier.Optimized);
        string[] mapping = File.ReadLines("/proc/self/maps").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Single(parts => Holds(parts[0], code.Entry));
        Assert.Equal(("r-xs", "/dev/zero"), (mapping[1], mapping[5]));

        static bool Holds(string range, nint address)
        {
            ulong[] ends = [.. range.Split('-').Select(end => Convert.ToUInt64(end, 16))];
            return (ulong)address >= ends[0] && (ulong)address < ends[1];
        }
    }

    [Fact]
    public void A_name_stays_on_its_line_and_a_loop_says_where_it_is_entered()
    {
        var map = new PerfMap(_directory.FullName);
        _runtime.Write(map);
        Chunk chunk = ChunkText.Parse(CodeTests.Sum.Replace("\"sum\"", "\"a\\nb\"", StringComparison.Ordinal));
        Assert.Equal("a\nb", chunk.Name);
        Install(chunk, 0, CodeTier.Baseline);
        Assert.Equal(["border of machine code", "a?b [baseline]"], Lines(map).Select(line => line.Name));
        Assert.Equal("f [optimized, loop at 7]", PerfMap.NameOf("f", CodeTier.Optimized, 7));
    }

    [Fact]
    public void Where_nothing_can_be_written_that_is_said_and_a_link_is_replaced_not_followed()
    {
        Assert.ThrowsAny<IOException>(() => new PerfMap(Path.Combine(_directory.FullName, "none")));
        string target = Path.Combine(_directory.FullName, "target"), link = Path.Combine(_directory.FullName, $"perf-{Environment.ProcessId}.map");
        File.WriteAllText(target, "mine");
        File.CreateSymbolicLink(link, target);
        _runtime.Write(new PerfMap(_directory.FullName));
        Assert.Equal("mine", File.ReadAllText(target));
        Assert.Null(new FileInfo(link).LinkTarget);
    }

    private InstalledCode Install(Chunk chunk, int entryPc, CodeTier tier)
    {
        var job = new CompileJob(chunk, entryPc, [.. new byte[chunk.Code.Length]], new CompileOptions(CpuLevels.V1, tier));
        return _runtime.Install(((CompileResult.Compiled)Pipeline.Compile(job)).Image, chunk, "test");
    }

    private void AssertIs((nint Start, int Bytes, string Name) line, InstalledCode code, string name)
    {
        CodeImage image = _runtime.FindImage(code.Entry + 1)!;
        Assert.Equal((code.Entry - image.EntryOffset, image.Code.Length, name), line);
    }

    private static List<(nint Start, int Bytes, string Name)> Lines(PerfMap map)
    {
        using var reader = new StreamReader(new FileStream(map.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => line.Split(' ', 3))
            .Select(parts => (nint.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), parts[2]))];
    }
}
