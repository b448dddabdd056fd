using System.Diagnostics.CodeAnalysis;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Bytecode;

/// <summary>A library for the compiler's tests, and the way from a text to a verified chunk.</summary>
public sealed class SampleLibrary : ILibraryNames
{
    private static readonly Dictionary<string, LibraryName> Entries = new()
    {
        ["dotimes"] = new LibraryName.Builtin(7, 1, 1),
        ["dict"] = new LibraryName.Builtin(1, 0, -1),
        ["dict-set"] = new LibraryName.Builtin(2, 3, 3),
        ["list"] = new LibraryName.Builtin(3, 0, -1),
        ["reverse"] = new LibraryName.Builtin(6, 1, 1),
        ["length"] = new LibraryName.Builtin(4, 1, 1),
        ["substring"] = new LibraryName.Builtin(5, 2, 3),
        ["map"] = new LibraryName.Prelude(new GlobalRef("prelude:map", GlobalKind.Function, 2)),
        ["apply"] = new LibraryName.Prelude(new GlobalRef("prelude:apply", GlobalKind.Function, 1, HasRest: true)),
    };

    static SampleLibrary()
    {
        foreach (string name in "+ - * / quotient rem mod +% -% *% bit-and bit-or bit-xor bit-not shl shr ushr float int sqrt = == != < <= > >= same? not nil? cons head first car tail rest cdr empty? vector-ref vector-set! vector-length inc neg".Split(' '))
            Entries.Add(name, new LibraryName.Builtin(100 + Entries.Count, 1, -1));
    }

    public static SampleLibrary Instance { get; } = new();
    public IEnumerable<string> Names => Entries.Keys;
    public bool TryFind(string name, [NotNullWhen(true)] out LibraryName? found) => Entries.TryGetValue(name, out found);

    public static CompileOutcome Compile(string text) => SourceCompiler.Compile(new SourceText("t.cl", text), Instance);

    public static Chunk MainOf(string text)
    {
        CompileOutcome outcome = Compile(text);
        Assert.True(outcome.Program is not null, outcome.RenderErrors());
        ChunkVerifier.Verify(outcome.Program!.Main);
        return outcome.Program.Main;
    }

    /// <summary>The function of that name, wherever it stands in the program.</summary>
    public static Chunk Function(string text, string name)
    {
        var left = new Stack<Chunk>([MainOf(text)]);
        while (left.TryPop(out Chunk? chunk))
        {
            if (chunk.Name == name) return chunk;
            foreach (Chunk inner in chunk.Functions) left.Push(inner);
        }
        throw new InvalidOperationException($"no function {name}");
    }

    /// <summary>The instructions in one line, operands as they are; a jump shows the instruction that it goes to.</summary>
    public static string Listing(Chunk chunk) => string.Join("; ", chunk.Code.Select((word, pc) => Show(word, pc)));

    private static string Show(uint word, int pc)
    {
        OpcodeInfo info = Opcodes.Info(Instruction.Op(word));
        return info.Name + info.Shape switch
        {
            OperandShape.U24 => $" {Instruction.U24(word)}",
            OperandShape.S24 => $" {Instruction.S24(word)}",
            OperandShape.Jump => $" @{Instruction.JumpTarget(word, pc)}",
            OperandShape.U16U8 => $" {Instruction.U16(word)} {Instruction.U8(word)}",
            _ => "",
        };
    }
}
