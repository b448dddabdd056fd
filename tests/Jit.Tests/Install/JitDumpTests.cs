using System.Text;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

/// <summary>The dump is read back as perf reads it.</summary>
public sealed class JitDumpTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("claudelang-");
    private readonly NativeRuntime _runtime = new(new CodeMemory(CodeMemory.RegionBytesMin));

    public void Dispose() => _directory.Delete(recursive: true);

    private sealed record Load(int Pid, ulong Address, ulong Index, string Name, byte[] Code, ulong Time);
    private sealed record Lines(ulong Address, List<(ulong Address, int Line, string File)> Rows);

    [Fact]
    public void Each_piece_of_code_is_there_with_its_bytes_and_before_it_its_lines()
    {
        var dump = new JitDump(_directory.FullName);
        Assert.Equal(Path.Combine(_directory.FullName, $"jit-{Environment.ProcessId}.dump"), dump.Path);
        _runtime.Write(dump);
        Chunk chunk = Function("sum");
        _runtime.NameFile(chunk, "dir/sum.cl");
        (InstalledCode optimized, InstalledCode baseline) = (Install(chunk, CodeTier.Optimized), Install(chunk, CodeTier.Baseline));
        Assert.Same(optimized, Install(chunk, CodeTier.Optimized));
        List<object> records = Read(dump.Path);
        Assert.Equal(["border of machine code", "sum [optimized]", "sum [baseline]"], records.OfType<Load>().Select(load => load.Name));
        Assert.Equal([0UL, 1, 2], records.OfType<Load>().Select(load => load.Index));
        Assert.All(records.OfType<Load>(), load => Assert.Equal(Environment.ProcessId, load.Pid));
        ulong[] times = [.. records.OfType<Load>().Select(load => load.Time)];
        Assert.Equal(times.Order(), times);
        AssertIs(records, 2, optimized);
        AssertIs(records, 4, baseline);
    }

    /// <summary>Which is how perf record learns of the file.</summary>
    [Fact]
    public void A_page_of_the_file_is_mapped_to_be_executed()
    {
        var dump = new JitDump(_directory.FullName);
        Assert.Contains(File.ReadLines("/proc/self/maps"), line => line.Contains(" r-xp ", StringComparison.Ordinal) && line.EndsWith(dump.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Code_that_was_there_before_the_file_is_in_it()
    {
        Install(Function("sum"), CodeTier.Optimized);
        var dump = new JitDump(_directory.FullName);
        _runtime.Write(dump);
        Assert.Equal(["border of machine code", "sum [optimized]"], Read(dump.Path).OfType<Load>().Select(load => load.Name));
    }

    [Fact]
    public void Lines_rise_and_fall_with_the_instructions_that_name_them()
    {
        Chunk chunk = Function("sum");
        CodeImage image = Compile(chunk, CodeTier.Baseline);
        List<(int Offset, int Line)> rows = LineTable.Of(image, chunk);
        Assert.Equal(rows.Select(row => row.Offset).Order().Distinct(), rows.Select(row => row.Offset));
        Assert.Contains(rows, row => row.Line == 3);
        Assert.Contains(rows, row => row.Line == 4);
        Assert.All(image.Sites.Where(site => site.Kind == SiteKind.Step), site =>
            Assert.Equal(chunk.Positions[site.BytecodePc].Line, rows.Last(row => row.Offset < site.ReturnOffset).Line));
    }

    private const string Program = """
        (define (sum v n)
          (let ((t 0))
            (dotimes (i n)
              (set! t (+ t (* (vector-ref v i) i))))
            t))
        (sum (vector 1 2) 2)
        """;

    private static Chunk Function(string name) => Differential.Tiers.Compile(Program).Main.Functions.Single(chunk => chunk.Name == name);

    private static CodeImage Compile(Chunk chunk, CodeTier tier) => ((CompileResult.Compiled)Pipeline.Compile(
        new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], new CompileOptions(CpuLevels.V1, tier)))).Image;

    private InstalledCode Install(Chunk chunk, CodeTier tier) => _runtime.Install(Compile(chunk, tier), chunk, "test");

    /// <param name="at">Of its load; its lines stand before it.</param>
    private void AssertIs(List<object> records, int at, InstalledCode code)
    {
        CodeImage image = _runtime.FindImage(code.Entry + 1)!;
        var load = Assert.IsType<Load>(records[at]);
        var lines = Assert.IsType<Lines>(records[at - 1]);
        Assert.Equal((ulong)(code.Entry - image.EntryOffset), load.Address);
        Assert.Equal(image.Code.ToArray(), load.Code);
        Assert.Equal(load.Address, lines.Address);
        Assert.NotEmpty(lines.Rows);
        Assert.All(lines.Rows, row =>
        {
            Assert.InRange(row.Address, load.Address, load.Address + (ulong)load.Code.Length - 1);
            Assert.InRange(row.Line, 1, 5);
            Assert.Equal("dir/sum.cl", row.File);
        });
    }

    private static List<object> Read(string path)
    {
        using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Equal((0x4A695444u, 1u, 40u, 62u), (reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32()));
        Assert.Equal((0u, (uint)Environment.ProcessId), (reader.ReadUInt32(), reader.ReadUInt32()));
        reader.ReadBytes(16);
        var records = new List<object>();
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            long start = reader.BaseStream.Position;
            uint kind = reader.ReadUInt32(), bytes = reader.ReadUInt32();
            ulong time = reader.ReadUInt64();
            records.Add(kind == 0 ? ReadLoad(reader, start + bytes, time) : ReadLines(reader));
            Assert.InRange(start + bytes - reader.BaseStream.Position, 0, 7);
            reader.BaseStream.Position = start + bytes;
        }
        return records;
    }

    private static Load ReadLoad(BinaryReader reader, long end, ulong time)
    {
        int pid = reader.ReadInt32();
        reader.ReadUInt32();
        ulong address = reader.ReadUInt64();
        Assert.Equal(address, reader.ReadUInt64());
        ulong size = reader.ReadUInt64(), index = reader.ReadUInt64();
        string name = ReadText(reader);
        Assert.Equal(end - (long)size, reader.BaseStream.Position);
        return new Load(pid, address, index, name, reader.ReadBytes((int)size), time);
    }

    private static Lines ReadLines(BinaryReader reader)
    {
        ulong address = reader.ReadUInt64(), count = reader.ReadUInt64();
        var rows = new List<(ulong, int, string)>();
        for (ulong i = 0; i < count; i++)
        {
            (ulong at, int line) = (reader.ReadUInt64(), reader.ReadInt32());
            reader.ReadUInt32();
            rows.Add((at, line, ReadText(reader)));
        }
        return new Lines(address, rows);
    }

    private static string ReadText(BinaryReader reader)
    {
        var bytes = new List<byte>();
        while (reader.ReadByte() is not 0 and var b) bytes.Add(b);
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
