using System.Diagnostics;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Tests.Differential;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

/// <summary>A crash of machine code ends the process, so it happens in another one: this program, told to run the one test that ends it.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    /// <summary>128 and the signal.</summary>
    private const int SegmentationFault = 139;

    [Fact]
    public async Task A_crash_names_function_image_and_bytecode_and_ends_the_process()
    {
        string method = $"{typeof(CrashTests).FullName}.{nameof(Ends_the_process)}";
        string command = $"ulimit -c 0; exec '{Environment.ProcessPath}' -explicit only -method '{method}'";
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(error, output).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Matches(@"(?m)^claudelang: crash in machine code of f \[optimized\], image [0-9a-f]{12}, offset [0-9]+, after bytecode [0-9]+ of line 2$", await error);
        Assert.DoesNotContain("survived", await output, StringComparison.Ordinal);
        Assert.Equal(SegmentationFault, process.ExitCode);
    }

    [Fact]
    public async Task A_signal_from_other_code_still_becomes_an_exception()
    {
        await NativeRuntime.Shared!.TellCrashes();
        string? none = null;
        Assert.Throws<NullReferenceException>(() => none!.Length);
    }

    [Fact(Explicit = true)]
    public async Task Ends_the_process()
    {
        await NativeRuntime.Shared!.TellCrashes();
        const string program = """
            (define (g x) (list x))
            (define (f x) (g x) (+ x 1))
            (dotimes (i 100) (f i))
            """;
        var sink = new Broken();
        Tiers.Run(Tiers.Compile(program), new ExecutionOptions(Tiers: Tiers.Eager), NativeRuntime.Shared, sink);
        Assert.Fail("it survived");
    }

    /// <summary>Compiles `f` to code that reads where nothing is as soon as `g` has returned; no verifier looks at it.</summary>
    private sealed class Broken : ICompileSink
    {
        public void Request(Execution execution, CompileCandidate candidate)
        {
            if (candidate.Chunk.Name != "f" || candidate.EntryPc != 0) return;
            CodeImage good = ((CompileResult.Compiled)Pipeline.Compile(CompileJob.For(candidate))).Image;
            int at = good.Sites.First(site => site.Kind == SiteKind.Call).ReturnOffset;
            byte[] readsNothing = [0x48, 0x31, 0xC0, 0x48, 0x8B, 0x00]; // xor rax,rax; mov rax,[rax]
            CodeImage broken = Image.ImageVerifierTests.Change(good, code: [.. good.Code.Take(at), .. readsNothing, .. good.Code.Skip(at + readsNothing.Length)]);
            execution.Publish(candidate.FunctionIndex, NativeRuntime.Shared!.Map(broken, "test", candidate.Chunk));
        }
    }
}
