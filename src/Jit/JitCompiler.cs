using System.Collections.Concurrent;
using System.Collections.Immutable;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit;

/// <summary>
/// The front door of the library: bytecode in, results out, machine code in between.
/// <code>
///   using var jit = new JitCompiler();
///   object? result = jit.CompileAndRun(program.Main);           // a whole program
///   CompiledFunction square = jit.Compile(squareChunk, "square");
///   object? n = square.Invoke(12);                              // 144L
///   Console.WriteLine(jit.Stats.FunctionsCompiled);
/// </code>
/// How a function becomes machine code is <see cref="Pipeline"/>; how that is checked and mapped, <see cref="NativeRuntime"/>.
/// Where the machine does not let a process make code, everything works and is interpreted. All members may be used from any thread.
/// </summary>
public sealed class JitCompiler : IDisposable
{
    private readonly IHost _host;
    private readonly Chunk? _library;
    private readonly LocalCompiler? _compiler;
    private readonly LocalCompileSink? _sink;
    private readonly ConcurrentDictionary<string, CompiledFunction> _functions = new();

    /// <param name="host">Where the programs' output goes and what they may touch; null: the console, and nothing.</param>
    /// <param name="library">The prelude's chunk (StandardLibrary.Prelude); null for programs that use none of it.</param>
    public JitCompiler(IHost? host = null, Chunk? library = null)
    {
        (_host, _library) = (host ?? new ConsoleHost(), library);
        if (NativeRuntime.Shared is not { } runtime) return;
        _compiler = new LocalCompiler(runtime);
        _sink = new LocalCompileSink(_compiler);
    }

    /// <summary>Functions compiled, bytes of code and time spent so far, and what was not compiled.</summary>
    public CompileTotals Stats => _compiler?.Totals ?? CompileTotals.None;

    /// <summary>
    /// Compiles the functions of a program, runs it to its end, and gives the value of its last form. What the first compile got
    /// wrong about the types is compiled anew while the program runs.
    /// </summary>
    /// <returns>long, double, bool, string; null for nil; an array for a list or a vector; <see cref="PrintedValue"/> for all else.</returns>
    /// <exception cref="ChunkInvalidException">This is no valid bytecode.</exception>
    /// <exception cref="ProgramFailedException">The program ended with an error that it did not catch.</exception>
    public object? CompileAndRun(Chunk bytecode)
    {
        if (bytecode.ParamCount != 0 || bytecode.HasRest) throw new ArgumentException("A program takes no arguments; use Compile for a function.", nameof(bytecode));
        ChunkVerifier.Verify(bytecode);
        return Run(bytecode, Tree(bytecode));
    }

    /// <summary>Compiles one function, so that it can be called any number of times.</summary>
    /// <param name="bytecode">A function without captures; it may call itself, and what is nested in it.</param>
    /// <param name="chunkId">The caller's name for it: <see cref="Find"/> gives it back.</param>
    /// <exception cref="ChunkInvalidException">This is no valid bytecode.</exception>
    public CompiledFunction Compile(Chunk bytecode, string chunkId)
    {
        ChunkVerifier.Verify(bytecode);
        if (!bytecode.Captures.IsEmpty) throw new ArgumentException("A function with captures lives only inside the one that makes it.", nameof(bytecode));
        LocalResult result = _compiler?.Compile(FirstJob(bytecode)) ?? new LocalResult(null, NativeRuntime.WhyOff);
        return _functions[chunkId] = new CompiledFunction(this, bytecode, chunkId, result);
    }

    /// <summary>What was last compiled under a name; null if nothing was.</summary>
    public CompiledFunction? Find(string chunkId) => _functions.GetValueOrDefault(chunkId);

    /// <summary>A job without a profile: everything is reached, and works on small Ints until it turns out otherwise.</summary>
    private static CompileJob FirstJob(Chunk chunk) =>
        new(chunk, 0, [.. Enumerable.Repeat((byte)Feedback.Reached, chunk.Code.Length)], CompileOptions.ForThisMachine);

    private static HashSet<Chunk> Tree(Chunk root)
    {
        var all = new HashSet<Chunk>(ReferenceEqualityComparer.Instance);
        var left = new Stack<Chunk>([root]);
        while (left.TryPop(out Chunk? chunk))
            if (all.Add(chunk)) foreach (Chunk inner in chunk.Functions) left.Push(inner);
        return all;
    }

    /// <summary>Runs a program whose functions among <paramref name="compiled"/> begin as machine code.</summary>
    internal object? Run(Chunk main, HashSet<Chunk> compiled)
    {
        using var execution = new Execution(new ProgramCode("bytecode", main, []), _host, library: _library, native: _compiler?.Runtime, sink: _sink);
        for (int i = 0; _compiler is not null && i < execution.FunctionCount; i++)
        {
            Chunk chunk = execution.ChunkOf(i);
            if (chunk != main && compiled.Contains(chunk) && _compiler.Compile(FirstJob(chunk)).Code is { } code) execution.Publish(i, code);
        }
        return execution.RunToEnd() == RunStatus.Finished ? HostValues.FromValue(execution.Result) : throw new ProgramFailedException(execution.Fault!);
    }

    /// <summary>Stops compiling in the background. Compiled functions can still be invoked.</summary>
    public void Dispose() => _sink?.Dispose();

    private sealed class ConsoleHost : IHost
    {
        public void WriteOut(string text) => Console.Out.Write(text);
        public void WriteError(string text) => Console.Error.Write(text);
        public string? ReadLine() => Console.In.ReadLine();
        public IReadOnlyList<string> Args => [];
        public Permissions Permissions => Permissions.Denied;
    }
}

/// <summary>A ClaudeLang error that ended a run.</summary>
public sealed class ProgramFailedException(FaultReport report) : Exception(report.Text)
{
    /// <summary>Kind, message and stack trace.</summary>
    public FaultReport Report { get; } = report;
}
