using System.Globalization;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Tests.Differential;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

/// <summary>Code memory is bounded: what no run holds makes room, and what a run holds stays.</summary>
public sealed class CodeLifetimeTests
{
    private const int ImageBytes = 64 << 10;
    /// <summary>So many images fit, since the stubs take some of it.</summary>
    private const int ImagesMax = (CodeMemory.RegionBytesMin / ImageBytes) - 1;

    private static NativeRuntime Small() => new(new CodeMemory(CodeMemory.RegionBytesMin, bytesMax: CodeMemory.RegionBytesMin), tellsCrashes: true);

    private static CodeImage ImageOf(int number, int bytes = ImageBytes) => new()
    {
        Key = new CodeKey(Hash256.Of([(byte)number, (byte)(number >> 8)])),
        FunctionHash = Hash256.Of([]),
        EntryPc = 0,
        EntryOffset = 0,
        Code = [.. Enumerable.Repeat((byte)0x90, bytes)],
        CodeLength = bytes,
        Sites = [new NativeSite(SiteKind.Call, 5, number, 1, 0, [], null, 0)],
        FrameWordsMax = 1,
        CpuLevel = CpuLevels.V1,
    };

    [Fact]
    public void What_nobody_holds_makes_room_the_least_recently_used_first()
    {
        NativeRuntime runtime = Small();
        InstalledCode[] codes = [.. Enumerable.Range(0, ImagesMax).Select(n => runtime.Map(ImageOf(n), "test"))];
        Assert.NotNull(runtime.Find(codes[0].ImageKey)); // used again
        runtime.Map(ImageOf(ImagesMax), "test");
        Assert.NotNull(runtime.Find(codes[0].ImageKey));
        Assert.Null(runtime.Find(codes[1].ImageKey));
        Assert.Null(runtime.FindSite(codes[1].Entry + 5) is { } site && site.BytecodePc == 1 ? site : null);
        Assert.False(runtime.TryHold(codes[1]));
        Assert.Equal(ImagesMax, runtime.ImageCount);
        Assert.NotEqual(codes[1], runtime.Map(ImageOf(1), "test"));
    }

    [Fact]
    public void What_a_run_holds_stays_and_the_rest_is_refused_until_it_is_given_back()
    {
        NativeRuntime runtime = Small();
        InstalledCode[] codes = [.. Enumerable.Range(0, ImagesMax).Select(n => runtime.Map(ImageOf(n), "test"))];
        foreach (InstalledCode code in codes) Assert.True(runtime.TryHold(code));
        Assert.True(runtime.TryHold(codes[3]));
        Assert.Throws<CodeMemoryException>(() => runtime.Map(ImageOf(ImagesMax), "test"));
        runtime.Release([codes[3]]);
        Assert.Throws<CodeMemoryException>(() => runtime.Map(ImageOf(ImagesMax), "test"));
        runtime.Release([codes[3]]);
        InstalledCode last = runtime.Map(ImageOf(ImagesMax), "test");
        Assert.Equal(codes[3].Entry, last.Entry);
        Assert.Equal(ImagesMax, runtime.FindSite(last.Entry + 5)!.BytecodePc);
        for (int n = 0; n < ImagesMax; n++)
            if (n != 3) Assert.Equal(n, runtime.FindSite(codes[n].Entry + 5)!.BytecodePc);
    }

    /// <summary>Some hundred functions, so that a few programs fill the memory.</summary>
    private static string Program(int number)
    {
        IEnumerable<string> functions = Enumerable.Range(0, 60).Select(n => string.Create(CultureInfo.InvariantCulture, $"""
            (define (f{n} x) (let loop ((i 0) (sum {number})) (if (< i x) (loop (+ i 1) (+ sum (* i {n}))) sum)))
            (io:print (f{n} 40) (f{n} 41))
            """));
        return string.Join("\n", functions);
    }

    [Fact]
    public void Programs_without_end_run_in_little_code_memory()
    {
        NativeRuntime runtime = Small();
        var compiler = new LocalCompiler(runtime);
        using var sink = new LocalCompileSink(compiler, synchronous: true);
        Parallel.For(0, 70, new ParallelOptions { MaxDegreeOfParallelism = 4 }, n =>
        {
            string program = Program(n % 60);
            Outcome interpreted = Tiers.Interpret(program);
            Assert.True(interpreted.Status == RunStatus.Finished, interpreted.ToString());
            Assert.Equal(interpreted, Tiers.Run(Tiers.Compile(program), new ExecutionOptions(Tiers: Tiers.EagerBoth), runtime, sink));
        });
        // More was made than fits, and nothing but the lack of room ended a compile.
        Assert.True(compiler.Totals.CodeBytes > 2 * CodeMemory.RegionBytesMin, $"{compiler.Totals.CodeBytes} bytes of code, {string.Join(", ", compiler.Totals.Bailouts)} {string.Join(", ", compiler.Totals.Refusals)}");
        Assert.True(runtime.CodeBytes <= CodeMemory.RegionBytesMin);
        Assert.All(compiler.Totals.Bailouts.Keys, reason => Assert.Equal(BailoutReason.CodeMemoryFull, reason));
        Assert.Empty(compiler.Totals.Refusals);
    }

    [Fact]
    public void Code_that_had_to_go_is_compiled_again_for_the_next_run()
    {
        NativeRuntime runtime = Small();
        var compiler = new LocalCompiler(runtime);
        using var sink = new LocalCompileSink(compiler, synchronous: true);
        ProgramCode program = Tiers.Compile(Program(0));
        Outcome first = Tiers.Run(program, new ExecutionOptions(Tiers: Tiers.EagerBaseline), runtime, sink);
        int compiled = compiler.Totals.FunctionsCompiled;
        Assert.True(compiled >= 60, $"{compiled} functions were compiled");
        Assert.Equal(first, Tiers.Run(program, new ExecutionOptions(Tiers: Tiers.EagerBaseline), runtime, sink));
        Assert.Equal(compiled, compiler.Totals.FunctionsCompiled);
        for (int n = 0; n < ImagesMax + 2; n++) runtime.Map(ImageOf(n), "test");
        Assert.Equal(first, Tiers.Run(program, new ExecutionOptions(Tiers: Tiers.EagerBaseline), runtime, sink));
        Assert.Equal(2 * compiled, compiler.Totals.FunctionsCompiled);
    }

    [Fact]
    public void What_found_no_place_is_compiled_again_when_there_may_be_one()
    {
        NativeRuntime runtime = Small();
        InstalledCode[] codes = [.. Enumerable.Range(0, ImagesMax).Select(n => runtime.Map(ImageOf(n), "test"))];
        foreach (InstalledCode code in codes) Assert.True(runtime.TryHold(code));
        var compiler = new LocalCompiler(runtime);
        Chunk chunk = Tiers.Compile(Program(0)).Main.Functions[0];
        var job = new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine);
        while (runtime.CodeBytes + 128 < CodeMemory.RegionBytesMin) Assert.True(runtime.TryHold(runtime.Map(ImageOf(1000 + runtime.ImageCount, 128), "test")));
        Assert.Null(compiler.Compile(job).Code);
        Assert.Equal(1, compiler.Totals.Bailouts[BailoutReason.CodeMemoryFull]);
        runtime.Release(codes);
        Assert.NotNull(compiler.Compile(job).Code);
    }
}
