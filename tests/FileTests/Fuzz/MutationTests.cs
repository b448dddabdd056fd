using System.Text;
using ClaudeLang.FileTests.Runner;
using ClaudeLang.Jit;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.FileTests.Fuzz;

/// <summary>
/// What comes from outside, changed at random: it is refused with its own kind of error or accepted, and never anything else. CLAUDE_MUTATIONS=N
/// tries N inputs for each of the three, CLAUDE_MUTATIONS_FROM=S begins at another seed; a failure names the seed.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private static readonly int Count = Number("CLAUDE_MUTATIONS", 5000), From = Number("CLAUDE_MUTATIONS_FROM", 0);
    private static readonly string[] Tokens =
        ["(", ")", "[", "]", "{", "}", "\"", "\\", "#|", "|#", "'", ";", ":", ".", "0x", "1e999", "-", "\\u{", "lambda", "define", "match", "try", "catch", "handle", "import", "…", "\0", "99999999999999999999"];

    private static readonly string[] Sources = [.. TestFiles().Select(File.ReadAllText).Where(text => text.Length < 4000)];

    private static IEnumerable<string> TestFiles()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "FileTests.csproj"))) directory = directory.Parent;
        return Directory.EnumerateFiles(Path.Combine(directory.FullName, "Files"), "*.cl", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }

    private static int Number(string variable, int standard) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int more) ? more : standard;

    private void Try(Action<int> input)
    {
        using var inputs = new MutatedInputs(From, Count);
        inputs.Try(input);
        output.WriteLine(inputs.ToString());
    }

    [Fact]
    public void The_reader_and_the_compiler_take_any_text()
    {
        int programs = 0;
        Try(seed =>
        {
            string text = MutatedText(new Random(seed));
            if (SourceCompiler.Compile(new SourceText("fuzz.cl", text), ProgramRunner.Library).Program is not null) programs++;
        });
        Assert.InRange(programs, Count / 100, Count - (Count / 100));
    }

    private static string MutatedText(Random random)
    {
        var text = new StringBuilder(Sources[random.Next(Sources.Length)]);
        for (int i = random.Next(1, 6); i > 0 && text.Length > 0; i--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0: text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)); break;
                case 1: text.Insert(at, Tokens[random.Next(Tokens.Length)]); break;
                case 2: text[at] = (char)random.Next(1, random.Next(4) == 0 ? 0x10000 : 127); break;
                default:
                    string other = Sources[random.Next(Sources.Length)];
                    int from = random.Next(other.Length);
                    text.Insert(at, other.AsSpan(from, Math.Min(random.Next(1, 80), other.Length - from)));
                    break;
            }
        }
        return text.ToString();
    }

    [Fact]
    public void The_bytecode_verifier_takes_any_bytes()
    {
        byte[][] seeds = [.. Sources.Select(Compiled).OfType<Chunk>().Select(chunk => ChunkCodec.Encode(chunk, withDebug: false)).Where(bytes => bytes.Length < 4000)];
        int decoded = 0, refused = 0;
        Try(seed =>
        {
            byte[] bytes = MutatedBytes(new Random(seed), seeds);
            try
            {
                Chunk chunk = ChunkCodec.Decode(bytes);
                decoded++;
                if (!ChunkVerifier.TryVerify(chunk, out _, out _)) refused++;
            }
            catch (ChunkFormatException) { }
        });
        Assert.True(decoded > Count / 20 && refused > Count / 50, $"{decoded} decoded, {refused} of them refused");
    }

    private static Chunk? Compiled(string text) => SourceCompiler.Compile(new SourceText("fuzz.cl", text), ProgramRunner.Library).Program?.Main;

    [Fact]
    public void The_loader_takes_any_image()
    {
        (Chunk Chunk, byte[] Bytes)[] seeds = [.. Sources.Select(Compiled).OfType<Chunk>().SelectMany(chunk => chunk.Functions).Take(300).Select(Image).OfType<(Chunk, byte[])>()];
        Assert.True(seeds.Length > 50, $"only {seeds.Length} images");
        byte[][] images = [.. seeds.Select(seed => seed.Bytes)];
        // The function's own chunk, so that the rules behind the first ones are reached.
        var chunkOf = seeds.DistinctBy(seed => seed.Chunk.Hash).ToDictionary(seed => seed.Chunk.Hash, seed => seed.Chunk);
        int decoded = 0;
        Try(seed =>
        {
            var random = new Random(seed);
            byte[] bytes = MutatedBytes(random, images);
            try
            {
                CodeImage image = ImageCodec.Decode(bytes);
                decoded++;
                chunkOf.TryGetValue(image.FunctionHash, out Chunk? chunk);
                ImageVerifier.Verify(image, random.Next(2) == 0 ? chunk : null, CpuLevels.V3);
            }
            catch (ImageFormatException) { }
        });
        Assert.True(decoded > Count / 20, $"only {decoded} decoded");
    }

    private static (Chunk, byte[])? Image(Chunk chunk) =>
        Pipeline.Compile(new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine)) is CompileResult.Compiled compiled
            ? (chunk, ImageCodec.Encode(compiled.Image)) : null;

    private static byte[] MutatedBytes(Random random, byte[][] seeds)
    {
        byte[] bytes = [.. seeds[random.Next(seeds.Length)]];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at]++; break;
                case 3 when random.Next(4) == 0: bytes = bytes[..at]; break;
                default: bytes[at] = bytes[random.Next(bytes.Length)]; break;
            }
            if (bytes.Length == 0) return bytes;
        }
        return bytes;
    }
}
