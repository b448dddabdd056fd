using System.Buffers.Binary;
using System.Diagnostics;
using Wasmtime;

namespace ClaudeLang.Cranelift;

/// <summary>
/// The harness for WebAssembly text, compiled by Cranelift: a program is a module that exports run. Arguments: file, n,
/// least iterations, least milliseconds in them; or `--compile file…`, which measures the compiler instead.
/// </summary>
public static class Program
{
    private const int CompileRounds = 20;

    public static int Main(string[] args)
    {
        using var config = new Config().WithOptimizationLevel(OptimizationLevel.Speed);
        using var engine = new Engine(config);
        return args is ["--compile", .. var files] ? Compile(engine, files) : Run(engine, args[0], int.Parse(args[1]), int.Parse(args[2]), int.Parse(args[3]) * 1_000_000L);
    }

    private static int Run(Engine engine, string file, int n, int iterations, long leastNs)
    {
        using Module module = Module.FromTextFile(engine, file);
        using var linker = new Linker(engine);
        using var store = new Store(engine);
        Func<int, long> run = linker.Instantiate(store, module).GetFunction<int, long>("run") ?? throw new InvalidOperationException($"{file} exports no run");
        long allNs = 0;
        for (int i = 0; i < iterations || allNs < leastNs; i++)
        {
            long began = Stopwatch.GetTimestamp();
            long result = run(n);
            long ns = (long)Stopwatch.GetElapsedTime(began).TotalNanoseconds;
            allNs += ns;
            Console.WriteLine($"it {ns} {result}");
        }
        Console.WriteLine("peak " + File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)));
        return 0;
    }

    /// <summary>Prints `compile FILES WASM-BYTES CODE-BYTES NANOSECONDS`; of several compiles of a module the median counts.</summary>
    private static int Compile(Engine engine, string[] files)
    {
        long wasmBytes = 0, codeBytes = 0, ns = 0;
        foreach (string file in files)
        {
            byte[] wasm = Module.ConvertText(File.ReadAllText(file));
            wasmBytes += wasm.Length;
            var times = new List<long>();
            for (int round = 0; round < CompileRounds; round++)
            {
                long began = Stopwatch.GetTimestamp();
                using Module module = Module.FromBytes(engine, "module", wasm);
                times.Add((long)Stopwatch.GetElapsedTime(began).TotalNanoseconds);
                if (round == 0) codeBytes += FunctionBytes(module.Serialize());
            }
            ns += times.Order().ElementAt(times.Count / 2);
        }
        Console.WriteLine($"compile {files.Length} {wasmBytes} {codeBytes} {ns}");
        return 0;
    }

    /// <summary>A serialized module is an ELF file, padded to pages; the sizes of the functions in its symbol table.</summary>
    private static long FunctionBytes(ReadOnlySpan<byte> elf)
    {
        const int symbolTable = 2, symbolSize = 24;
        int table = (int)BinaryPrimitives.ReadInt64LittleEndian(elf[0x28..]);
        int size = BinaryPrimitives.ReadInt16LittleEndian(elf[0x3A..]), count = BinaryPrimitives.ReadInt16LittleEndian(elf[0x3C..]);
        long bytes = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> section = elf[(table + (i * size))..];
            if (BinaryPrimitives.ReadInt32LittleEndian(section[4..]) != symbolTable) continue;
            ReadOnlySpan<byte> symbols = elf.Slice(At(section[0x18..]), At(section[0x20..]));
            int names = At(elf[(table + (BinaryPrimitives.ReadInt32LittleEndian(section[0x28..]) * size) + 0x18)..]);
            for (; symbols.Length >= symbolSize; symbols = symbols[symbolSize..])
                if (elf[(names + BinaryPrimitives.ReadInt32LittleEndian(symbols))..].StartsWith("wasm[0]::function"u8)) bytes += At(symbols[16..]);
        }
        return bytes;

        static int At(ReadOnlySpan<byte> bytes) => (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }
}
